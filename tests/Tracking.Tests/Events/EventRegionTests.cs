using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>What events tell of zones and lines. The middle of the picture is at x = 384, and that of a box at left + 20.</summary>
public class EventRegionTests
{
    private readonly EngineRun _run = new(Sample.File, regions: new([Sample.RightHalf with { Dwell = [TimeSpan.FromSeconds(0.5)] }], [Sample.MiddleLine]));

    [Fact]
    public void Update_WalksThroughAZone_TellsItWithItsTimes()
    {
        _run.Walk(1, 300, 310, 320, 330, 340, 350, 360);
        var enter = Assert.Single(_run.Walk(1, 370, 380), e => e.Type == EventType.ZoneEnter);
        Assert.Equal(("right", null, null, null), (enter.Zone, enter.Dwell, enter.Line, enter.EndReason));
        Assert.Equal(["right"], enter.Zones.AsEnumerable());
        Assert.Equal(["right"], enter.EnteredZones.AsEnumerable());
        Assert.Equal(_run.Header, enter.Frame);

        var dwell = Assert.Single(_run.Walk(1, 390, 400, 410, 420));
        Assert.Equal((EventType.Dwell, "right", 0.5, 0.5), (dwell.Type, dwell.Zone, dwell.Dwell!.Value.TotalSeconds, dwell.DwellThreshold!.Value.TotalSeconds));

        var leave = Assert.Single(_run.Walk(1, 360, 350), e => e.Type == EventType.ZoneLeave);
        Assert.Equal((0.6, null), (leave.Dwell!.Value.TotalSeconds, leave.DwellThreshold));
        Assert.Empty(leave.Zones);
        Assert.Equal(["right"], leave.EnteredZones.AsEnumerable());
    }

    [Fact]
    public void Update_CrossesTheLine_TellsTheWay()
    {
        _run.Walk(1, 300, 320, 340, 360);

        var east = Assert.Single(_run.Walk(1, 380, 400), e => e.Type == EventType.LineCross);
        Assert.Equal(("middle", LineDirection.RightToLeft, "east", null), (east.Line, east.LineDirection, east.LineLabel, east.Zone));

        var west = Assert.Single(_run.Walk(1, 340, 320), e => e.Type == EventType.LineCross);
        Assert.Equal((LineDirection.LeftToRight, "west"), (west.LineDirection, west.LineLabel));
    }

    [Fact]
    public void Update_EnteredAndCrossedAsACandidate_IsToldRightAfterTheStart()
    {
        Assert.Empty(_run.Found(1, 340, new PhraseScore(Sample.Person, 0.4f)));
        Assert.Empty(_run.Found(20, 400, new PhraseScore(Sample.Person, 0.4f)));

        var events = _run.Found(1, 400, new PhraseScore(Sample.Person, 0.8f));

        Assert.Equal([EventType.Start, EventType.ZoneEnter, EventType.LineCross, EventType.Dwell], events.Select(e => e.Type));
        Assert.All(events, e => Assert.Equal((_run.Header, "right"), (e.Frame, e.Zones[0])));
        Assert.Equal(0.5, events[3].Dwell!.Value.TotalSeconds);
    }

    [Fact]
    public void Update_ThirdHitInTheZone_StartsWithIt()
    {
        var events = _run.Walk(1, 500, 500, 500);

        Assert.Equal([EventType.Start, EventType.ZoneEnter], events.Select(e => e.Type));
        Assert.Equal(["right"], events[0].Zones.AsEnumerable());
    }

    [Fact]
    public void Update_PredictedBoxes_NeitherEnterNorLeaveNorCross()
    {
        _run.Walk(1, 300, 310, 320);
        Assert.Empty(_run.Lost(5, left: 500));
        Assert.Empty(_run.Reports[^1].Tracks[0].Zones);

        _run.Walk(1, 500, 500);
        _run.Lost(5, left: 100);

        Assert.Equal([EventType.Start, EventType.ZoneEnter, EventType.LineCross], _run.Events.Select(e => e.Type));
        Assert.Equal(["right"], _run.Reports[^1].Tracks[0].Zones.AsEnumerable());
    }

    [Fact]
    public void Update_LimitPassesWhileLost_IsToldWhenFoundInsideAgain()
    {
        _run.Walk(1, 500, 500, 500);
        Assert.Empty(_run.Lost(10));

        var dwell = Assert.Single(_run.Walk(1, 500), e => e.Type == EventType.Dwell);
        Assert.Equal(1.3, dwell.Dwell!.Value.TotalSeconds);
        Assert.DoesNotContain(_run.Walk(1, 500, 500), e => e.Type == EventType.Dwell);
    }

    [Fact]
    public void Update_EndsInAZone_TellsNoLeave()
    {
        _run.Walk(1, 500, 500, 500);

        var end = Assert.Single(_run.Ended().Events);

        Assert.Equal((EventType.End, "right"), (end.Type, Assert.Single(end.Zones)));
    }

    [Fact]
    public void Update_PhraseOfAZone_CountsInsideOnly()
    {
        var prompt = new Prompt([Sample.Prompt.Phrases[0] with { Zones = ["right"] }]);
        var run = new EngineRun(Sample.File, prompt: prompt, regions: new([Sample.RightHalf], []));

        Assert.Empty(run.Person(20, 0.9f));
        Assert.Equal(0, run.Reports[^1].Tracks[0].Leading.Score);
        Assert.Empty(run.Reports.SelectMany(report => report.BestShots));

        Assert.Equal([EventType.Start, EventType.ZoneEnter], run.Walk(1, 500, 500).Select(e => e.Type));
        Assert.Equal(500, run.Events.First().Best.Box.Left);
        run.Walk(1, [.. Enumerable.Repeat(100f, 30)]);
        var active = Assert.Single(run.Events, e => e.Changes.Contains(EventChange.Active));
        Assert.False(active.Leading.Active);
    }

    [Theory]
    [InlineData(0.18, 1, false)] // the box is 100 of 576 pixels high: 0.174
    [InlineData(0.17, 1, true)]
    [InlineData(0, 0.17, false)]
    [InlineData(0, 0.18, true)]
    public void Update_PhraseOfASize_CountsInItOnly(double least, double most, bool told)
    {
        var run = new EngineRun(Sample.File, prompt: new([Sample.Prompt.Phrases[0] with { MinSize = least, MaxSize = most }]));

        Assert.Equal(told, run.Person(5, 0.9f).Count > 0);
    }
}
