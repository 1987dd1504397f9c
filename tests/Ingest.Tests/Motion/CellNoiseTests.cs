namespace Glip.Ingest.Tests;

public sealed class CellNoiseTests
{
    private const int Cells = 800;
    private readonly Random _random = new(3);
    private readonly float[] _scene;

    public CellNoiseTests() => _scene = [.. Enumerable.Range(0, Cells).Select(_ => 40 + (100 * _random.NextSingle()))];

    [Theory]
    [InlineData(1, 60)]
    [InlineData(5, 300)]
    [InlineData(10, 600)]
    public void Usual_GaussianNoise_IsTheUpperQuartileOfItsDifferences(int rate, int frames)
    {
        var noise = Learn(frames, rate, (_, _) => 2 * Gaussian());

        Assert.Equal(2 * Math.Sqrt(2) * 1.15, Enumerable.Range(0, Cells).Average(noise.Usual), 0.5); // 75 % of a normal distribution lie within 1.15
    }

    [Fact]
    public void Usual_SomethingPassesNowAndThen_IsNotLearned()
    {
        var noise = Learn(600, 5, (frame, _) => frame % 40 < 5 ? 60 : 0);

        Assert.InRange(noise.Usual(0), 0, 5);
    }

    [Fact]
    public void Usual_SwingsAllTheTime_IsLearned()
    {
        var noise = Learn(200, 5, (frame, cell) => 20 * (float)Math.Sin((frame * 0.9) + cell));

        Assert.InRange(Enumerable.Range(0, Cells).Average(noise.Usual), 15, 35);
    }

    [Fact]
    public void Usual_LightChangesEverywhere_IsNotLearned()
    {
        var noise = Learn(200, 5, (frame, cell) => 0.3f * (float)Math.Sin(frame) * _scene[cell]);

        Assert.InRange(Enumerable.Range(0, Cells).Max(noise.Usual), 0, 1);
    }

    [Fact]
    public void Usual_BlackCellsInChangingLight_LearnNothing()
    {
        Array.Clear(_scene, 0, 400);
        var noise = Learn(200, 5, (frame, cell) => cell < 400 ? 0 : 20 * (float)Math.Sin(frame));

        Assert.InRange(Enumerable.Range(0, 400).Max(noise.Usual), 0, 0.2);
    }

    private CellNoise Learn(int frames, int rate, Func<int, int, float> change)
    {
        var noise = new CellNoise(Frame(0));
        for (var frame = 1; frame < frames; frame++)
        {
            noise.Learn(Frame(frame), TimeSpan.FromSeconds(1.0 / rate));
        }

        return noise;

        float[] Frame(int frame) => [.. _scene.Select((luma, cell) => luma + change(frame, cell))];
    }

    private float Gaussian() => (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(Math.Tau * _random.NextDouble()));
}
