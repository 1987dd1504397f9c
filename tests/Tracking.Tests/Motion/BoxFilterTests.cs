using Glip.Core;

namespace Glip.Tracking.Tests;

public class BoxFilterTests
{
    [Fact]
    public void Box_FirstLook_IsTheMeasuredBox() => Assert.Equal(Sample.Box(100), new BoxFilter(Sample.Box(100)).Box);

    [Theory]
    [InlineData(30)]
    [InlineData(10)]
    [InlineData(2)]
    public void Predict_SteadyWalk_ComesOutWhereTheWalkerIs(int framesPerSecond)
    {
        var walker = new Walker(100, 200, SpeedX: 90, SpeedY: -20);
        var filter = new BoxFilter(walker.BoxAt(0));
        for (var i = 1; i <= 3 * framesPerSecond; i++)
        {
            filter.Predict(TimeSpan.FromSeconds(1.0 / framesPerSecond));
            filter.Correct(walker.BoxAt((double)i / framesPerSecond));
        }

        filter.Predict(TimeSpan.FromSeconds(1));

        var expected = walker.BoxAt(4);
        Assert.Equal(expected.Left, filter.Box.Left, tolerance: 3);
        Assert.Equal(expected.Top, filter.Box.Top, tolerance: 3);
    }

    [Fact]
    public void Predict_ShrinkingBox_DoesNotShrinkOn()
    {
        var filter = new BoxFilter(Sample.Box(100));
        filter.Predict(TimeSpan.FromSeconds(0.1));
        filter.Correct(new(100, 200, 120, 300));
        var width = filter.Box.Width;

        filter.Predict(TimeSpan.FromSeconds(2));

        Assert.Equal(width, filter.Box.Width, tolerance: 0.01f);
    }

    [Fact]
    public void Spread_LongerUnseen_Grows()
    {
        var filter = new BoxFilter(Sample.Box(100));
        var seen = filter.Spread;
        filter.Predict(TimeSpan.FromSeconds(1));

        Assert.Equal(5, seen.X, 1e-9); // a twentieth of the height
        Assert.True(filter.Spread.X > 100); // it may walk a height in a second
    }

    [Fact]
    public void Correct_BoxWithoutArea_StaysFinite()
    {
        var filter = new BoxFilter(new BoundingBox(5, 5, 5, 5));
        filter.Predict(TimeSpan.Zero);
        filter.Correct(new(5, 5, 5, 5));

        Assert.Equal(new(5, 5, 5, 5), filter.Box);
    }
}
