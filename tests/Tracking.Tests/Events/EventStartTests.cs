using Glip.Core;

namespace Glip.Tracking.Tests;

public class EventStartTests
{
    private readonly EngineRun _run = new(Sample.File);

    [Fact]
    public void Update_ThirdHitAtTheThreshold_StartsOnce()
    {
        Assert.Empty(_run.Person(2, 0.5f));

        var start = Assert.Single(_run.Person(1, 0.5f));
        Assert.Equal((EventType.Start, 1, BoxOrigin.Detected), (start.Type, start.TrackId, start.BoxOrigin));
        Assert.Equal((Sample.At(0), 0.2), (start.StartedAt, start.Duration.TotalSeconds));
        Assert.Equal((_run.Header, Sample.Box(100), 1), (start.Frame, start.Box, start.PromptVersion));
        Assert.Equal(new(Sample.Prompt.Phrases[0], 0.5f, 0.5f, Active: true), Assert.Single(start.Phrases));
        Assert.Null(start.EndedAt);
        Assert.Null(start.EndReason);
        Assert.Empty(start.Changes);

        Assert.Empty(_run.Person(50, 0.5f));
    }

    [Fact]
    public void Update_BelowTheEnterThreshold_DoesNotStart() => Assert.Empty(_run.Person(50, 0.49f));

    [Fact]
    public void Update_ReachesTheThresholdLate_StartsThenWithTheTimeOfItsFirstFrame()
    {
        _run.Person(20, 0.45f);

        var start = Assert.Single(_run.Person(1, 0.5f));

        Assert.Equal((Sample.At(0), 2.0), (start.StartedAt, start.Duration.TotalSeconds));
    }

    [Fact]
    public void Update_ActiveBeforeTheThirdHit_StartsAtTheThird()
    {
        Assert.Empty(_run.Person(1, 0.6f));
        Assert.Empty(_run.Person(1, 0.4f));

        Assert.Equal(0.6f, Assert.Single(_run.Person(1, 0.4f)).Best.Score);
    }

    [Fact]
    public void Update_BoxReachesOutOfTheImage_IsClipped()
    {
        var start = Assert.Single(_run.Found(3, -10, new PhraseScore(Sample.Person, 0.8f)));

        Assert.Equal(new(0, 200, 30, 300), start.Box);
        Assert.Equal(start.Box, start.Best.Box);
        Assert.Equal(start.Box, Assert.Single(_run.Reports[^1].Tracks).Box);
    }

    [Fact]
    public void Update_TwoTracks_TellsThemInOrderOfTheirIds()
    {
        for (var i = 0; i < 3; i++)
        {
            _run.Show(
                _run.Track(1, 300, new PhraseScore(Sample.Person, 0.6f)), _run.Track(2, 100, new PhraseScore(Sample.Car, 0.9f)));
        }

        Assert.Equal([1, 2], _run.Events.Select(e => e.TrackId));
        Assert.Equal([(1, "person"), (2, "car")], _run.Reports[^1].Tracks.Select(t => (t.TrackId, t.Leading.Sought.Phrase.Text)));
    }

    [Fact]
    public void Update_NotConfirmed_IsACandidate()
    {
        _run.Person(2, 0.8f);

        var track = Assert.Single(_run.Reports[^1].Tracks);
        Assert.Equal((EventState.Candidate, false, 0.8f), (track.State, track.HasEvent, track.Leading.Score));
    }

    [Fact]
    public void Update_NotFound_StaysOpenAtThePredictedBoxWithScoreZero()
    {
        _run.Person(3, 0.8f);
        _run.Lost(1, left: 110);

        var track = Assert.Single(_run.Reports[^1].Tracks);
        Assert.Equal((Sample.Box(110), BoxOrigin.Predicted, 0f, 0.8f), (track.Box, track.Origin, track.Leading.Score, track.Leading.TopScore));
    }
}
