using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>How tracks are born, believed, lost and ended.</summary>
public class OcSortTrackerLifeTests
{
    private readonly OcSortTracker _tracker = new(new());

    [Fact]
    public void Update_ThirdHit_IsBelieved()
    {
        Assert.Equal((TrackState.New, 1), StateAfter(Sample.Frame(0, Sample.Found(100))));
        Assert.Equal((TrackState.New, 2), StateAfter(Sample.Frame(0.1, Sample.Found(103))));
        Assert.Equal((TrackState.Tracked, 3), StateAfter(Sample.Frame(0.2, Sample.Found(106))));
    }

    [Fact]
    public void Update_Found_HasTheDetectorsBoxAndScores()
    {
        var track = Assert.Single(_tracker.Update(Sample.Frame(0, Sample.Found(100), Sample.Found(101, 0.6f, Sample.RedCoat))).Tracks);

        Assert.Equal((1, Sample.Box(100), BoxOrigin.Detected), (track.Id, track.Box, track.Origin));
        Assert.Equal([new(Sample.Person, 0.8f), new PhraseScore(Sample.RedCoat, 0.6f)], track.Phrases.AsEnumerable());
    }

    [Fact]
    public void Reconfigure_OtherScoresAndTimes_ArePutInForceForTracksThatGoOn()
    {
        WalkToBelief();

        _tracker.Reconfigure(new() { HighScore = 0.9f, LowScore = 0.85f, MaxAge = TimeSpan.FromSeconds(0.5) });

        Assert.Equal(TrackState.Lost, StateAfter(Sample.Frame(0.3, Sample.Found(130))).State); // found with 0.8
        Assert.Equal((TrackState.Tracked, 4), StateAfter(Sample.Frame(0.4, Sample.Found(140, 0.95f))));
        Assert.Equal(TrackState.Ended, StateAfter(Sample.Frame(1)).State);
        Assert.Empty(_tracker.Update(Sample.Frame(1.1, Sample.Found(200))).Tracks);
    }

    [Fact]
    public void Reconfigure_FewerHits_BelievesAtOnce()
    {
        StateAfter(Sample.Frame(0, Sample.Found(100)));

        _tracker.Reconfigure(new() { MinHits = 2 });

        Assert.Equal((TrackState.Tracked, 2), StateAfter(Sample.Frame(0.1, Sample.Found(103))));
    }

    [Fact]
    public void Reconfigure_OptionOutOfRange_ChangesNothing()
    {
        Assert.Throws<ConfigurationException>(() => _tracker.Reconfigure(new() { HighScore = 0.2f, LowScore = 0.3f, MinHits = 1 }));

        Assert.Equal((TrackState.New, 1), StateAfter(Sample.Frame(0, Sample.Found(100))));
    }

    [Fact]
    public void Update_BelievedAndMissed_IsLostAtThePredictedBoxAndComesBack()
    {
        WalkToBelief();

        var lost = Assert.Single(_tracker.Update(Sample.Frame(0.3)).Tracks);
        Assert.Equal((TrackState.Lost, BoxOrigin.Predicted, 3), (lost.State, lost.Origin, lost.Hits));
        Assert.Empty(lost.Phrases);
        Assert.InRange(lost.Box.Left, 120, 132); // it walked 10 pixels a frame from 100

        Assert.Equal((TrackState.Tracked, 4), StateAfter(Sample.Frame(0.4, Sample.Found(140))));
    }

    [Fact]
    public void Update_OlderThanMaxAge_EndsOnceAtTheLastFoundBox()
    {
        WalkToBelief();

        Assert.Equal((TrackState.Lost, 3), StateAfter(Sample.Frame(2.2))); // 2 s after the last hit
        var ended = Assert.Single(_tracker.Update(Sample.Frame(2.3)).Tracks);
        Assert.Equal((1, TrackState.Ended, BoxOrigin.Predicted, Sample.Box(120)), (ended.Id, ended.State, ended.Origin, ended.Box));
        Assert.Empty(_tracker.Update(Sample.Frame(2.4)).Tracks);
    }

    [Fact]
    public void Update_ExpectedOutsideOfTheImage_EndsBeforeMaxAge()
    {
        // 100 pixels a second to the right; the image is 768 wide, and the centre of the box reaches its edge after 0.5 s.
        for (var i = 0; i < 10; i++)
        {
            _tracker.Update(Sample.Frame(i * 0.1, Sample.Found(608 + (10 * i))));
        }

        Assert.Equal((TrackState.Lost, 10), StateAfter(Sample.Frame(1.0)));
        Assert.Equal(TrackState.Ended, StateAfter(Sample.Frame(1.7)).State);

        var entering = _tracker.Update(Sample.Frame(1.8, Sample.Found(720))).Tracks;
        Assert.Equal((2, TrackState.New), (Assert.Single(entering).Id, entering[0].State));
    }

    [Fact]
    public void Update_CameraWasAway_EndsTheTrackAndBeginsAnother()
    {
        WalkToBelief();

        var tracks = _tracker.Update(Sample.Frame(3600, Sample.Found(120))).Tracks;

        Assert.Equal([(1, TrackState.Ended), (2, TrackState.New)], tracks.Select(track => (track.Id, track.State)));
    }

    [Theory]
    [InlineData("h.h.h", 1)] // the detector flickers: one body all the same
    [InlineData("hh..h", 1)]
    [InlineData("h..h.h", 2)] // missed more often than found: gone after the second miss
    public void Update_NewTrackFlickers_EndsWhenMissedMoreOftenThanFound(string looks, int ids)
    {
        var seen = looks.Index()
            .SelectMany(look => _tracker.Update(look.Item == 'h' ? Sample.Frame(look.Index / 10.0, Sample.Found(100)) : Sample.Frame(look.Index / 10.0)).Tracks)
            .ToList();

        Assert.Equal(ids, seen.Max(track => track.Id));
        Assert.Equal(ids - 1, seen.Count(track => track.State == TrackState.Ended));
    }

    [Fact]
    public void Update_NewTrackMissed_StaysNew()
    {
        _tracker.Update(Sample.Frame(0, Sample.Found(100)));

        var missed = Assert.Single(_tracker.Update(Sample.Frame(0.1)).Tracks);

        Assert.Equal((TrackState.New, BoxOrigin.Predicted, 1), (missed.State, missed.Origin, missed.Hits));
    }

    [Fact]
    public void Update_WeakDetection_BeginsNothing() =>
        Assert.Empty(_tracker.Update(Sample.Frame(0, Sample.Found(100, score: 0.44f))).Tracks);

    [Fact]
    public void Update_WeakDetection_ContinuesATrack()
    {
        WalkToBelief();

        Assert.Equal((TrackState.Tracked, 4), StateAfter(Sample.Frame(0.3, Sample.Found(130, score: 0.36f))));
    }

    [Fact]
    public void Update_WeakDetection_DoesNotContinueANewTrack()
    {
        _tracker.Update(Sample.Frame(0, Sample.Found(100)));

        Assert.Equal((TrackState.New, 1), StateAfter(Sample.Frame(0.1, Sample.Found(100, score: 0.44f))));
    }

    [Fact]
    public void Update_TooWeakDetection_ContinuesNothing()
    {
        WalkToBelief();

        Assert.Equal((TrackState.Lost, 3), StateAfter(Sample.Frame(0.3, Sample.Found(130, score: 0.34f))));
    }

    [Fact]
    public void Update_WeakDetection_DoesNotWakeALostTrack()
    {
        WalkToBelief();
        _tracker.Update(Sample.Frame(0.3));

        Assert.Equal((TrackState.Lost, 3), StateAfter(Sample.Frame(0.4, Sample.Found(140, score: 0.4f))));
    }

    [Fact]
    public void Update_StrongAndWeakDetection_TakesTheStrong()
    {
        WalkToBelief();

        var track = Assert.Single(_tracker.Update(Sample.Frame(0.3, Sample.Found(138, 0.7f), Sample.Found(130, 0.4f))).Tracks);

        Assert.Equal(Sample.Box(138), track.Box);
    }

    [Fact]
    public void Update_OtherPhraseOnTheSamePlace_ContinuesTheTrack()
    {
        WalkToBelief();

        Assert.Equal((TrackState.Tracked, 4), StateAfter(Sample.Frame(0.3, Sample.Found(132, 0.8f, Sample.RedCoat))));
    }

    [Fact]
    public void Update_OtherPhraseNearby_IsAnotherObject()
    {
        WalkToBelief();

        var tracks = _tracker.Update(Sample.Frame(0.3, Sample.Found(148, 0.8f, Sample.Car))).Tracks;

        Assert.Equal([(1, TrackState.Lost), (2, TrackState.New)], tracks.Select(track => (track.Id, track.State)));
    }

    [Fact]
    public void Update_SeveralBegin_IdsFollowTheScoresAndTracksTheIds()
    {
        var tracks = _tracker.Update(Sample.Frame(0, Sample.Found(300, 0.6f), Sample.Found(100, 0.9f), Sample.Found(500, 0.7f))).Tracks;

        Assert.Equal([(1, 100f), (2, 500f), (3, 300f)], tracks.Select(track => (track.Id, track.Box.Left)));
    }

    [Fact]
    public void Update_IdOfAnEndedTrack_IsNotUsedAgain()
    {
        WalkToBelief();
        _tracker.Update(Sample.Frame(10));

        Assert.Equal(2, Assert.Single(_tracker.Update(Sample.Frame(10.1, Sample.Found(100))).Tracks).Id);
    }

    [Fact]
    public void Update_ClockGoesBack_KeepsTheTrack()
    {
        WalkToBelief();

        Assert.Equal((TrackState.Tracked, 4), StateAfter(Sample.Frame(-3600, Sample.Found(120))));
        Assert.Equal((TrackState.Tracked, 5), StateAfter(Sample.Frame(-3599.9, Sample.Found(130))));
    }

    private void WalkToBelief()
    {
        for (var i = 0; i < 3; i++)
        {
            _tracker.Update(Sample.Frame(i / 10.0, Sample.Found(100 + (10 * i))));
        }
    }

    private (TrackState State, int Hits) StateAfter(DetectedFrame frame)
    {
        var track = Assert.Single(_tracker.Update(frame).Tracks);
        return (track.State, track.Hits);
    }
}
