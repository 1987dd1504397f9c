using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Visits to zones held against paths that can be calculated.</summary>
public class ZoneVisitTests
{
    private static readonly Zone s_porch = new("porch", [new(0.3, 0.3), new(0.7, 0.3), new(0.7, 0.7), new(0.3, 0.7)]);

    [Theory]
    [InlineData("30 fps", 1 / 30.0)]
    [InlineData("5 fps", 0.2)]
    [InlineData("1 fps", 1)]
    [InlineData("irregular", 1.2)]
    public void Observe_WalksThrough_TellsTheTimeInsideToOneFrame(string spacing, double period)
    {
        var frames = Walk.Frames(spacing, 40).ToList(); // enters after 10 s, leaves after 30 s
        var zone = s_porch with { Dwell = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(12)] };

        var news = new Walk(t => (0.1 + (0.02 * t), 0.5)).Past(new([zone], []), frames);

        Assert.Equal([EventType.ZoneEnter, EventType.Dwell, EventType.Dwell, EventType.ZoneLeave], news.Select(n => n.Happened.Type));
        var inside = frames.First(t => t >= 10 - 1e-6);
        Assert.Equal(frames[frames.IndexOf(inside) + 2], news[0].At);
        Assert.Equal(frames.First(t => t >= inside + 5 - 1e-6), news[1].At);
        Assert.Equal((5, 12), (news[1].Happened.DwellThreshold!.Value.TotalSeconds, news[2].Happened.DwellThreshold!.Value.TotalSeconds));
        Assert.Equal(news[2].At - inside, news[2].Happened.Dwell!.Value.TotalSeconds, 1e-6);
        Assert.Equal(20, news[3].Happened.Dwell!.Value.TotalSeconds, period + 1e-6);
        Assert.Equal(frames[frames.IndexOf(frames.First(t => t > 30 + 1e-6)) + 2], news[3].At);
    }

    [Theory]
    [InlineData("30 fps")]
    [InlineData("5 fps")]
    [InlineData("irregular")]
    public void Observe_ZigzagOverTheEdge_EntersAndLeavesInTurnAndDwellsOnEachVisit(string spacing)
    {
        var zone = s_porch with { Dwell = [TimeSpan.FromSeconds(6)] };
        var zigzag = new Walk(t => (0.5, 0.1 + (0.4 * (1 - Math.Abs(1 - (t / 10 % 2)))))); // inside from 5 s to 15 s, from 25 s to 35 s, …

        var news = zigzag.Past(new([zone], []), Walk.Frames(spacing, 79));

        Assert.Equal(Enumerable.Repeat(new[] { EventType.ZoneEnter, EventType.Dwell, EventType.ZoneLeave }, 4).SelectMany(t => t), news.Select(n => n.Happened.Type));
    }

    [Fact]
    public void Observe_WaversOnTheEdge_ChangesNothing() =>
        Assert.Empty(new Walk(t => (0.299 + (0.002 * ((int)(t + 0.5) % 2)), 0.5)).Past(new([s_porch], []), Times.Every(1, 50)));

    [Fact]
    public void Observe_LimitPassesInAFrameOutside_IsToldInsideOrNot()
    {
        var zone = s_porch with { Dwell = [TimeSpan.FromSeconds(5)] };

        Assert.Equal(6, new Walk(t => (0.5, t is 5 ? 0.1 : 0.5)).Past(new([zone], []), Times.Every(1, 9)).Last().At);
        Assert.DoesNotContain(new Walk(t => (0.5, t > 4.5 ? 0.1 : 0.5)).Past(new([zone], []), Times.Every(1, 9)), n => n.Happened.Type == EventType.Dwell);
    }

    [Fact]
    public void Observe_InertiaOfOne_EntersInTheFirstFrame() =>
        Assert.Equal(3, new Walk(t => (0.5, t < 3 ? 0.1 : 0.5)).Past(new([s_porch with { Inertia = 1 }], []), Times.Every(1, 9))[0].At);

    [Fact]
    public void Observe_NestedAndOverlappingZones_AreEachOnTheirOwn()
    {
        var yard = s_porch with { Name = "yard", Points = [new(0, 0), new(1, 0), new(1, 1), new(0, 1)] };
        var gate = s_porch with { Name = "gate", Points = [new(0.6, 0), new(1, 0), new(1, 1), new(0.6, 1)] };

        var news = new Walk(t => (0.1 + (0.02 * t), 0.5)).Past(new([s_porch, yard, gate], []), Times.Every(0.5, 40));

        Assert.Equal(["yard", "porch", "gate", "porch"], news.Select(n => n.Happened.Region));
        Assert.Equal([1.0, 11, 26, 31.5], news.Select(n => n.At));
    }

    [Fact]
    public void Observe_SeveralLimitsAtOnce_TellsThemRising()
    {
        var zone = s_porch with { Dwell = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5)] };

        var news = new Walk(_ => (0.5, 0.5)).Past(new([zone], []), Times.Every(1, 5));

        Assert.Equal([(2, null), (2, 0.5), (2, 1), (2, 1.5)], news.Select(n => (n.At, n.Happened.DwellThreshold?.TotalSeconds)));
    }

    [Fact]
    public void TakeNews_NeverAsked_KeepsTheLastVisitOnly()
    {
        var watch = new RegionWatch(new([s_porch with { Inertia = 1 }], []));
        for (var i = 0; i < 1001; i++)
        {
            watch.Observe(new(480, i % 2 == 0 ? 400 : 0, 520, i % 2 == 0 ? 500 : 100), new(1000, 1000), TimeSpan.FromSeconds(i));
        }

        var news = watch.TakeNews();

        Assert.InRange(news.Length, 1, 64);
        Assert.Equal(EventType.ZoneEnter, news[0].Type);
        Assert.All(news.Zip(news.Skip(1)), pair => Assert.NotEqual(pair.First.Type, pair.Second.Type));
        Assert.Equal(EventType.ZoneEnter, news[^1].Type);
        Assert.Equal(["porch"], watch.EnteredZones.AsEnumerable());
    }
}
