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
            filter = filter.Predict(TimeSpan.FromSeconds(1.0 / framesPerSecond)).Correct(walker.BoxAt((double)i / framesPerSecond));
        }

        filter = filter.Predict(TimeSpan.FromSeconds(1));

        var expected = walker.BoxAt(4);
        Assert.Equal(expected.Left, filter.Box.Left, tolerance: 3);
        Assert.Equal(expected.Top, filter.Box.Top, tolerance: 3);
    }

    [Fact]
    public void Predict_ShrinkingBox_DoesNotShrinkOn()
    {
        var filter = new BoxFilter(Sample.Box(100));
        filter = filter.Predict(TimeSpan.FromSeconds(0.1)).Correct(new(100, 200, 120, 300));
        var width = filter.Box.Width;

        filter = filter.Predict(TimeSpan.FromSeconds(2));

        Assert.Equal(width, filter.Box.Width, tolerance: 0.01f);
    }

    [Fact]
    public void Spread_LongerUnseen_Grows()
    {
        var filter = new BoxFilter(Sample.Box(100));
        var seen = filter.Spread;
        filter = filter.Predict(TimeSpan.FromSeconds(1));

        Assert.Equal(5, seen.X, 1e-9); // a twentieth of the height
        Assert.True(filter.Spread.X > 100); // it may walk a height in a second
    }

    [Fact]
    public void Correct_BoxWithoutArea_StaysFinite()
    {
        var filter = new BoxFilter(new BoundingBox(5, 5, 5, 5));
        filter = filter.Predict(TimeSpan.Zero).Correct(new(5, 5, 5, 5));

        Assert.Equal(new(5, 5, 5, 5), filter.Box);
    }

    [Fact]
    public void Turn_QuarterTurnAndTwiceAsLarge_TurnsPlaceSpeedAndSpreadAndDoublesTheLengths()
    {
        // (x, y) goes to (-2y + 1000, 2x): what went right goes down.
        var filter = new BoxFilter(Sample.Box(100)) { X = new(120, 30, 4, 2, 9), Y = new(250, 0, 16, 1, 25) };

        var turned = filter.Turn(new(0, 2, -2, 0, 1000, 0));

        Assert.Equal(new(500, 0, 64, 4, 100), turned.X);
        Assert.Equal(new(240, 60, 16, 8, 36), turned.Y);
        Assert.Equal((80, 200), (turned.Width.Length, turned.Height.Length));
        Assert.Equal(4 * filter.Width.Variance, turned.Width.Variance, 1e-6);
    }
}
