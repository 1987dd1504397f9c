namespace Glip.Ingest.Tests;

public sealed class LightChangeTests
{
    private const int Cells = 96 * 72;
    private readonly Random _random = new(2);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.6, 0)]
    [InlineData(1.4, -20)]
    [InlineData(0.8, 40)]
    [InlineData(1.7, 0)]
    [InlineData(0.45, 100)]
    public void Between_AThirdOfThePictureMoved_FindsTheChangeOfTheRest(double gain, double offset)
    {
        var before = Enumerable.Range(0, Cells).Select(_ => 20 + (120 * _random.NextSingle())).ToArray();
        var after = before.Select((luma, cell) => cell % 96 < 32 ? 200 * _random.NextSingle() : (float)((gain * luma) + offset + _random.NextDouble() - 0.5)).ToArray();

        var change = LightChange.Between(before, after);

        Assert.Equal(gain, change.Gain, 0.02);
        Assert.All([20f, 80f, 140f], luma => Assert.Equal((gain * luma) + offset, change.Of(luma), 1.5));
    }

    [Fact]
    public void Between_PlainScene_FindsItsLevel()
    {
        Assert.Equal(110, LightChange.Between(Noisy(100), Noisy(110)).Of(100), 0.2);
        Assert.Equal(110, LightChange.Between(Plain(100), Plain(110)).Of(100), 0.01);

        float[] Plain(float level) => [.. Enumerable.Repeat(level, Cells)];

        float[] Noisy(float level) => [.. Enumerable.Range(0, Cells).Select(_ => level + (2 * _random.NextSingle()) - 1)];
    }

    [Fact]
    public void Between_BlackAndWhiteCells_DoNotCount()
    {
        var before = Enumerable.Range(0, Cells).Select(cell => cell % 3 == 0 ? 0 : cell % 3 == 1 ? 60 + (40 * _random.NextSingle()) : 200).ToArray();
        var after = before.Select(luma => luma == 0 ? 0 : Math.Min(255, 30 + (1.3f * luma))).ToArray();

        var change = LightChange.Between(before, after);

        Assert.Equal(30 + (1.3 * 80), change.Of(80), 0.5);
        Assert.Equal(255, change.Of(200));
    }

    [Fact]
    public void Between_NothingUseful_IsNoChange() => Assert.Equal(LightChange.None, LightChange.Between(new float[96], new float[96]));

    [Fact]
    public void Between_CoveredLens_IsNotTakenForLight()
    {
        var before = Enumerable.Range(0, Cells).Select(_ => 20 + (200 * _random.NextSingle())).ToArray();
        var after = Enumerable.Repeat(60f, Cells).ToArray();

        var change = LightChange.Between(before, after);

        Assert.InRange(before.Count(luma => Math.Abs(change.Of(luma) - 60) > 15), Cells / 4, Cells);
    }

    [Fact]
    public void Undo_OfWhatTheLightMade_IsWhatWasThere() => Assert.Equal(70, new LightChange(1.3f, 12).Undo(new LightChange(1.3f, 12).Of(70)), 0.001);
}
