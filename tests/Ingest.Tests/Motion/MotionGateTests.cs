using System.Diagnostics.Metrics;
using Glip.Core;
using Glip.Testing;
using static Glip.Ingest.GateDecision;

namespace Glip.Ingest.Tests;

public sealed class MotionGateTests
{
    private static readonly Mover s_thing = new(0.2, 0, 30);
    private readonly World _world = new(1, GateRun.Size);
    private readonly MotionGate _gate = new(new());

    [Fact]
    public void Look_NothingMoves_PassesFirstAndOncePerRefresh()
    {
        var gate = new MotionGate(new() { Refresh = TimeSpan.FromSeconds(3) });

        Assert.Equal([First, Still, Still, Refresh, Still, Still, Refresh, Still], gate.Decide(_world, 1, 0, 8));
    }

    [Fact]
    public void Look_SomethingIsFollowed_AllPass()
    {
        Assert.Equal([First, TrackAlive, TrackAlive, TrackAlive], _gate.Decide(_world, 1, 0, 4, tracksAlive: true));

        Assert.Equal([Still, Still], _gate.Decide(_world, 1, 4, 6));
    }

    [Fact]
    public void Look_AskedFor_PassesThoughNothingMoves()
    {
        _gate.Decide(_world, 1, 0, 2);

        Assert.Equal([Asked, Asked], _gate.Decide(_world, 1, 2, 4, asked: true));
        Assert.Equal([Still, Still], _gate.Decide(_world, 1, 4, 6));
    }

    [Fact]
    public void Look_SomethingAppearsAndStays_PassesOnce()
    {
        _world.Add((s_thing with { Times = (1.9, 0, 0, 99) }).Paint);

        Assert.Equal([First, Still, Motion, Still, Still, Still], _gate.Decide(_world, 1, 0, 6));
    }

    [Fact]
    public void Look_SomethingMovesBetweenTwoFramesAndStops_IsSeenWhereItStopped()
    {
        _world.Add((s_thing with { Speed = 1, X = 0.2, Times = (0, 2.1, 2.4, 99) }).Paint);

        Assert.Equal([First, Still, Still, Motion, Still, Still], _gate.Decide(_world, 1, 0, 6));
    }

    [Fact]
    public void Look_SomethingLeavesAfterLongTime_Passes()
    {
        _world.Add((s_thing with { Times = (0, 0, 0, 4.9) }).Paint);

        Assert.Equal([First, Still, Still, Still, Still, Motion, Still], _gate.Decide(_world, 1, 0, 7));
    }

    [Fact]
    public void Look_SeenForOneFrameOnly_IsNotMissedWhenItGoes()
    {
        _world.Add((s_thing with { Times = (2.9, 0, 0, 3.9) }).Paint);

        Assert.Equal([First, Still, Still, Motion, Still, Still], _gate.Decide(_world, 1, 0, 6));
    }

    [Fact]
    public void Look_SeenForOneFrameOnlyInFlickeringLight_IsNotMissedWhenItGoes()
    {
        _world.Light = (time, level) => time % 2 < 1 ? level : 0.65 * level;
        _world.Add((s_thing with { Times = (2.9, 0, 0, 3.9) }).Paint);

        Assert.Equal([First, Still, Still, Motion, Still, Still], _gate.Decide(_world, 1, 0, 6));
    }

    [Fact]
    public void Look_MovedWhileFollowed_IsNoMotionAfterwards()
    {
        _world.Add((s_thing with { Speed = 0.1, X = 0.2, Times = (0, 1, 4, 99) }).Paint);
        _gate.Decide(_world, 5, 0, 5, tracksAlive: true);

        Assert.All(_gate.Decide(_world, 5, 5, 9), decision => Assert.Equal(Still, decision));
    }

    [Fact]
    public void Look_SmallThingIsFollowed_DoesNotCountAsClutter()
    {
        _world.Add((new Mover(0.04, 0.03, 60) { X = 0.2 }).Paint);
        _gate.Decide(_world, 5, 0, 5, tracksAlive: true);
        Assert.Equal(Clutter.LeastBar, _gate.View()!.Bar);

        _gate.Decide(_world, 5, 5, 10);

        Assert.True(_gate.View()!.Bar > Clutter.LeastBar);
    }

    [Theory]
    [InlineData(3.1, First)] // longer than the refresh
    [InlineData(2.9, Still)]
    [InlineData(-0.1, First)]
    public void Look_AfterAGap_StartsAfresh(double gap, GateDecision expected)
    {
        var gate = new MotionGate(new() { Refresh = TimeSpan.FromSeconds(3) });
        gate.Decide(_world, 10, 0, 5.6);
        gate.Decide(_world, 10, 5.6, 6, tracksAlive: true);
        using var frame = _world.At(5.9 + gap);

        Assert.Equal(expected, gate.Look(frame, tracksAlive: false));
    }

    [Fact]
    public void Look_SizeChanges_StartsAfresh()
    {
        _gate.Decide(_world, 1, 0, 2);

        Assert.Equal([First, Still], _gate.Decide(new World(1, new(200, 100)), 1, 2, 4));
    }

    [Fact]
    public void Look_SameFrames_SameDecisions()
    {
        Assert.Equal(Run(), Run());

        static List<GateDecision> Run()
        {
            var world = new World(5, GateRun.Size) { Noise = 12 };
            world.AddRain(200, 0.004, 0.04, 40);
            return new MotionGate(new()).Decide(world, 5, 0, 20);
        }
    }

    [Fact]
    public void Look_IsCounted_ByStreamAndDecision()
    {
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "glip_gate_decisions")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            if (tags[0] is { Key: "stream", Value: "counted" })
            {
                counted.Add($"{tags[1].Key} {tags[1].Value} {count}");
            }
        });
        listener.Start();
        for (var i = 0; i < 3; i++)
        {
            var buffer = new FramePool(1, GateRun.Size.RgbBytes).TryRent()!;
            buffer.Memory.Span.Clear();
            using var frame = new Frame(Frames.Header(i, GateRun.Size) with { StreamId = "counted" }, GateRun.Size, buffer);
            _gate.Look(frame, tracksAlive: i == 2);
        }

        Assert.Equal(["decision first 1", "decision still 1", "decision track_alive 1"], counted);
    }

    [Fact]
    public void View_AfterMotion_ShowsTheCellsThatMoved()
    {
        Assert.Null(_gate.View());
        _world.Add((s_thing with { X = 0.25, Foot = 0.75, Times = (0.9, 0, 0, 99) }).Paint);
        _gate.Decide(_world, 1, 0, 2);
        var view = _gate.View()!;

        Assert.Equal(new ImageSize(96, 72), view.Cells);
        var moved = Enumerable.Range(0, view.Moved.Length).Where(cell => view.Moved[cell] > 0).ToList();
        Assert.All(moved, cell => Assert.True(cell % 96 is >= 21 and <= 27 && cell / 96 is >= 39 and <= 54));
        Assert.InRange(moved.Count, 70, 105);
        Assert.True(view.Strength > view.Bar);
    }

    [Fact]
    public void View_EveryFramePasses_StrengthIsThatOfTheFrameAlone()
    {
        _world.Add((s_thing with { Speed = 0.2, X = 0.2 }).Paint);
        _gate.Decide(_world, 5, 0, 1);
        for (var i = 5; i < 10; i++)
        {
            Assert.Equal([Motion], _gate.Decide(_world, 5, i / 5.0, (i + 0.5) / 5));
            var view = _gate.View()!;
            Assert.Equal(new MovedRegions(view.Cells).Strongest(view.Moved), view.Strength);
        }
    }

    [Fact]
    public void Refresh_NotAboveZero_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new MotionGateOptions { Refresh = TimeSpan.Zero });
}
