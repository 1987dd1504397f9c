using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Speed, heading and standing still as events tell them.</summary>
public class EventMotionTests
{
    private readonly EngineRun _run = new(Sample.File);

    [Fact]
    public void Update_Walks_HasSpeedAndHeading()
    {
        // 6 pixels a frame to the right at 10 frames a second, 100 pixels high.
        for (var i = 0; i < 3; i++)
        {
            ShowBox(Sample.Box(100 + (6 * i)));
        }

        var motion = Assert.Single(_run.Events).Motion!.Value;
        Assert.Equal((60f, 0.6f, 90f), (motion.SpeedPixels, motion.SpeedHeights, motion.HeadingDegrees));
    }

    [Fact]
    public void Update_FewerThanThreeBoxes_HasNoMotion()
    {
        var engine = new EventEngine(Sample.File, Sample.Prompt, new());
        var track = new Track(1, Sample.Box(0), BoxOrigin.Detected, TrackState.Tracked, [new(Sample.Person, 0.8f)], 1);

        Assert.Null(Assert.Single(engine.Update(new(Sample.Header(0), [track])).Events).Motion);
    }

    [Fact]
    public void Update_BoxWithoutHeight_HasAFiniteSpeed()
    {
        for (var i = 0; i < 3; i++)
        {
            ShowBox(new(100 + i, 200, 140 + i, 200));
        }

        Assert.Equal(10f, Assert.Single(_run.Events).Motion!.Value.SpeedHeights, tolerance: 1e-3f);
    }

    [Fact]
    public void Update_StandsStillAndMovesOff_IsToldBothTimes()
    {
        var stop = Assert.Single(_run.Person(105, 0.6f).Skip(1));
        Assert.Equal((true, Sample.At(10)), (stop.Stationary, stop.Frame.CapturedAt));
        Assert.Equal([EventChange.Stationary], stop.Changes.AsEnumerable());

        for (var left = 100; left < 250; left += 6)
        {
            ShowBox(Sample.Box(left));
        }

        var start = Assert.Single(_run.Events.Skip(2));
        Assert.False(start.Stationary);
        Assert.Equal([EventChange.Stationary], start.Changes.AsEnumerable());
        Assert.Equal(90, start.Motion!.Value.HeadingDegrees!.Value, tolerance: 0.5f);
    }

    [Fact]
    public void Update_FeetHiddenForAMoment_StillStands()
    {
        _run.Person(60, 0.6f);
        ShowBox(new(100, 200, 140, 250));
        _run.Person(44, 0.6f);

        Assert.True(_run.EndAll(EndReason.StreamEnded).Events[0].Stationary);
    }

    [Fact]
    public void Update_SwaysWhileStanding_HasNoHeading()
    {
        for (var i = 0; i < 105; i++)
        {
            ShowBox(Sample.Box(100 + (10 * MathF.Sin(i / 5f))));
        }

        var end = _run.EndAll(EndReason.StreamEnded).Events[0];
        Assert.True(end.Stationary);
        Assert.True(end.Motion!.Value.SpeedHeights > 0.05f);
        Assert.Null(end.Motion.Value.HeadingDegrees);
    }

    [Fact]
    public void Update_WalksOutAtTheLowerEdge_Left()
    {
        for (var top = 400; top < 540; top += 5)
        {
            ShowBox(new(300, top, 340, Math.Min(top + 100, 576)));
        }

        Assert.Equal(EndReason.Left, Assert.Single(_run.Ended().Events).EndReason);
    }

    private void ShowBox(BoundingBox box) => _run.Show(_run.Track(1, 0, new PhraseScore(Sample.Person, 0.6f)) with { Box = box });
}
