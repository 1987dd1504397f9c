namespace Glip.Ingest.Tests;

public sealed class LastLookTests
{
    private const int Cells = 960;
    private static readonly float[] s_scene = [.. Enumerable.Range(0, Cells).Select(cell => 20 + (200f * cell / Cells))];
    private readonly LastLook _look = new(s_scene);
    private readonly CellNoise _noise = new(s_scene); // 0.5 levels at each cell
    private readonly float[] _moved = new float[Cells];

    [Theory]
    [InlineData(4.4f, 0)]
    [InlineData(4.6f, 4.6 / 4.5)] // 3 + 3 · 0.5 levels are tolerated
    [InlineData(-9f, 2)]
    [InlineData(100f, 4)]
    public void Compare_OneCellChanged_IsAMultipleOfItsTolerance(float change, double expected)
    {
        Compare(At(500, change));

        Assert.Equal(expected, _moved[500], 0.02);
        Assert.Equal(expected > 0 ? 1 : 0, _moved.Count(moved => moved > 0));
    }

    [Fact]
    public void Compare_LightNotQuiteTheSameEverywhere_IsTolerated()
    {
        var changed = s_scene.Select((luma, cell) => luma * (cell % 2 == 0 ? 0.66f : 0.74f)).ToArray();
        Compare(changed);
        Assert.DoesNotContain(_moved, moved => moved > 0);

        changed[500] += 40;
        Compare(changed);

        Assert.Equal([500], Enumerable.Range(0, Cells).Where(cell => _moved[cell] > 0));
    }

    [Fact]
    public void Compare_BackToTheFrameBeforeTheLook_IsStill()
    {
        Compare(At(500, 50));
        _look.Renew(At(500, 50), s_scene);

        Compare(s_scene);
        Assert.Equal(0, _moved[500]);

        Compare(At(500, 25));
        Assert.Equal(4, _moved[500]);
    }

    [Fact]
    public void Compare_SoRestlessACell_StillShowsABrightThing()
    {
        for (var i = 0; i < 300; i++)
        {
            _noise.Learn(At(100, i % 2 == 0 ? 100 : -20), TimeSpan.FromSeconds(0.2));
        }

        Compare(At(100, 50));
        Assert.Equal(0, _moved[100]);

        Compare(At(100, 66));
        Assert.Equal(1.1, _moved[100], 0.02);
    }

    private static float[] At(int cell, float change)
    {
        var changed = s_scene.ToArray();
        changed[cell] += change;
        return changed;
    }

    private void Compare(float[] current) => _look.Compare(current, _noise, _moved);
}
