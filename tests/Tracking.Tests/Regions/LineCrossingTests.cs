using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Crossings held against paths that can be calculated.</summary>
public class LineCrossingTests
{
    // From left to right across the picture: its right is below.
    private static readonly DirectedLine s_line = new("step", new(0.1, 0.5), new(0.9, 0.5)) { LeftToRight = "in", RightToLeft = "out" };

    private static readonly DirectedLine s_short = new("gate", new(0.5, 0.5), new(0.9, 0.5));

    [Theory]
    [InlineData("30 fps")]
    [InlineData("5 fps")]
    [InlineData("1 fps")]
    [InlineData("irregular")]
    public void Observe_Straight_CrossesInTheSecondFrameBehindTheLine(string spacing)
    {
        var frames = Walk.Frames(spacing, 10).ToList();
        var down = new Walk(t => (0.2 + (0.05 * t), 0.2 + (0.07 * t))); // at the line after 30/7 s

        var (at, crossing) = Assert.Single(down.Past(new([], [s_line]), frames));

        Assert.Equal((EventType.LineCross, "step", LineDirection.LeftToRight, "in"), (crossing.Type, crossing.Region, crossing.Direction, crossing.Label));
        Assert.Equal(frames.Where(t => t > 30.0 / 7).ElementAt(1), at);
        var (_, back) = Assert.Single(new Walk(t => down.Path(10 - t)).Past(new([], [s_line]), frames));
        Assert.Equal((LineDirection.RightToLeft, "out"), (back.Direction, back.Label));
    }

    [Theory]
    [InlineData("30 fps")]
    [InlineData("5 fps")]
    [InlineData("1 fps")]
    [InlineData("irregular")]
    public void Observe_Zigzag_CrossesOnceEachWay(string spacing)
    {
        // Down and up between 0.3 and 0.7, 7.3 s each; at the line after 3.65 s, 10.95 s, …
        static double Height(double t) => 0.3 + (0.4 * (1 - Math.Abs(1 - (t / 7.3 % 2))));
        var frames = Walk.Frames(spacing, 72).ToList();

        var crossings = new Walk(t => (0.2 + (0.007 * t), Height(t))).Past(new([], [s_line]), frames);

        // On the way back the first tenth of a height, 10 pixels, does not count.
        double[] expected = [.. Enumerable.Range(0, 10).Select(i => frames.Where(t => t > 3.65 + (7.3 * i) && Math.Abs(Height(t) - 0.5) >= (i == 0 ? 0 : 0.01)).ElementAt(1))];
        Assert.Equal(expected, crossings.Select(c => c.At));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? "in" : "out"), crossings.Select(c => c.Happened.Label));
    }

    [Theory]
    [InlineData("30 fps")]
    [InlineData("5 fps")]
    [InlineData("1 fps")]
    [InlineData("irregular")]
    public void Observe_CircleRoundOneEnd_CrossesOnceATurnAlwaysTheSameWay(string spacing)
    {
        var frames = Walk.Frames(spacing, 99).ToList(); // 20 s a turn, clockwise in the picture; at the line at 0 s, and beside it 10 s later
        var circle = new Walk(t => (0.5 + (0.3 * Math.Cos((t - 5) * Math.PI / 10)), 0.5 + (0.3 * Math.Sin((t - 5) * Math.PI / 10))));

        var crossings = circle.Past(new([], [s_short]), frames);

        Assert.Equal(5, crossings.Count); // after 5 s, 25 s, …
        Assert.All(crossings, c => Assert.Equal(LineDirection.LeftToRight, c.Happened.Direction));
        Assert.All(crossings.Index(), c => Assert.InRange(c.Item.At, 5 + (20 * c.Index), 5 + (20 * c.Index) + 2.4));
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.05)]
    [InlineData(0.9000001)]
    public void Observe_PassesBesideTheEnds_DoesNotCross(double x) =>
        Assert.Empty(new Walk(t => (x, 0.3 + (0.05 * t))).Past(new([], [s_line with { To = new(0.9, 0.5) }]), Walk.Frames("5 fps", 8)));

    [Fact]
    public void Observe_JumpsOverTheLineBesideItsEnd_DoesNotCross() // from (0.8, 0.4) to (1, 0.55): at the line's height at 0.933
    {
        (double, double)[] places = [(0.8, 0.4), (1, 0.55), (1, 0.6), (1, 0.7)];

        Assert.Empty(new Walk(t => places[(int)t]).Past(new([], [s_line]), [0, 1, 2, 3]));
    }

    [Fact]
    public void Observe_OneFrameBehindTheLine_IsNoCrossing() =>
        Assert.Empty(new Walk(t => (0.5, (int)t % 2 == 0 ? 0.49 : 0.51)).Past(new([], [s_line]), Times.Every(1, 30)));

    [Fact]
    public void Observe_StopsOnTheLine_CrossesWhenItGoesOnAndNotWhenItTurnsBack()
    {
        double[] on = [0.4, 0.45, 0.5, 0.5, 0.5, 0.55, 0.6];
        double[] back = [0.4, 0.45, 0.5, 0.5, 0.5, 0.45, 0.4];

        Assert.Equal(6, Assert.Single(new Walk(t => (0.5, on[(int)t])).Past(new([], [s_line]), Times.Every(1, 6))).At);
        Assert.Empty(new Walk(t => (0.5, back[(int)t])).Past(new([], [s_line]), Times.Every(1, 6)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.02)]
    public void Observe_WaversOnTheLine_CrossesOnceAtMost(double speed)
    {
        var random = new Random(3);
        var noise = Times.Every(1 / 30.0, 30).ToDictionary(t => t, _ => 0.003 * ((2 * random.NextDouble()) - 1 + (2 * random.NextDouble()) - 1));

        var crossings = new Walk(t => (0.2 + (speed * t), 0.5 + noise[t])).Past(new([], [s_line]), noise.Keys.Order());

        Assert.True(crossings.Count <= 1, $"{crossings.Count} crossings");
    }

    [Fact]
    public void Observe_WalksExactlyAlongTheLine_DoesNotCross() =>
        Assert.Empty(new Walk(t => (0.2 + (0.02 * t), 0.5)).Past(new([], [s_line]), Times.Every(0.2, 30)));

    [Fact]
    public void Observe_BoxMiddleIsTheAnchor_CrossesLater()
    {
        var down = new Walk(t => (0.5, 0.3 + (0.05 * t))); // the middle is 0.05 above the feet

        Assert.Equal(6, Assert.Single(down.Past(new([], [s_line with { Anchor = RegionAnchor.Centre }]), Times.Every(0.5, 9))).At);
        Assert.Equal(5, Assert.Single(down.Past(new([], [s_line]), Times.Every(0.5, 9))).At);
    }

    [Fact]
    public void Observe_SlantedLineInAWidePicture_ComparesSidesInPixels()
    {
        // From the lower left to the upper right corner of 200 by 100 pixels: its left is above.
        var watch = new LineWatch(new("cut", new(0, 1), new(1, 0)));
        (double X, double Y)[] places = [(0.3, 0.6), (0.5, 0.6), (0.6, 0.6)];

        Assert.Equal(LineDirection.LeftToRight, places.Select(p => watch.Observe(new(p.X, p.Y), 50, new(200, 100))).ToList()[2]!.Value.Direction);
    }
}
