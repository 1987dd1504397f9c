using System.Numerics;

namespace Glip.Tracking.Tests;

public class ObservationsTests
{
    [Theory]
    [InlineData(1, 100)] // the look before
    [InlineData(5, 60)] // 0.6 s: the first that is half a second old
    [InlineData(10, 50)]
    [InlineData(30, 50, 10)]
    [InlineData(240, 50, 10)]
    public void Way_AtAnyRate_IsThatOfTheLastHalfSecond(int framesPerSecond, float pixels, float tolerance = 1e-3f)
    {
        var observations = new Observations((0, 0));
        for (var i = 1; i <= 3 * framesPerSecond; i++)
        {
            observations.Advance(TimeSpan.FromSeconds(1.0 / framesPerSecond));
            observations.Add((100f * i / framesPerSecond, 0));
        }

        Assert.Equal(pixels, observations.Way.X, tolerance);
    }

    [Fact]
    public void Way_AfterATurnOfTheCamera_TurnsToo()
    {
        var observations = new Observations((10, 0));
        observations.Advance(TimeSpan.FromSeconds(1));
        observations.Add((30, 0));

        observations.Turn(new(0, 2, -2, 0, 500, 7)); // a quarter turn, twice as large

        Assert.Equal(new Vector2(0, 40), observations.Way);
    }
}
