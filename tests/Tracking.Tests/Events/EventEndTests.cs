using Glip.Core;

namespace Glip.Tracking.Tests;

public class EventEndTests
{
    private readonly EngineRun _run = new(Sample.File);

    [Fact]
    public void Update_TrackEnds_TellsTheLastFoundBoxAndTime()
    {
        _run.Person(10, 0.8f);
        _run.Lost(20, left: 130);

        var report = _run.Ended();

        var end = Assert.Single(report.Events);
        Assert.Equal((EventType.End, EndReason.Lost, _run.Header), (end.Type, end.EndReason, end.Frame));
        Assert.Equal((Sample.Box(100), BoxOrigin.Predicted), (end.Box, end.BoxOrigin));
        Assert.Equal((Sample.At(0.9), 0.9), (end.EndedAt!.Value, end.Duration.TotalSeconds));
        Assert.Equal(new(Sample.Prompt.Phrases[0], Score: 0, TopScore: 0.8f, Active: false), end.Leading);
        Assert.NotNull(end.Motion); // as it was
        Assert.Empty(report.Tracks);
        Assert.Equal([1], report.Forgotten.AsEnumerable());
    }

    [Fact]
    public void Update_EndsRightAfterItWasFound_HasScoreZero()
    {
        _run.Person(10, 0.8f);

        Assert.Equal(0, Assert.Single(_run.Ended().Events).Leading.Score); // the camera was away
    }

    [Fact]
    public void Update_WalkedOutOfThePicture_Left()
    {
        for (var left = 600; left <= 735; left += 9)
        {
            _run.Found(1, left, new PhraseScore(Sample.Person, 0.8f));
        }

        Assert.Equal(EndReason.Left, Assert.Single(_run.Ended().Events).EndReason);
    }

    [Fact]
    public void Update_NeverConfirmed_IsForgottenWithoutAMessage()
    {
        _run.Person(2, 0.8f);

        var report = _run.Ended();

        Assert.Empty(report.Events);
        Assert.Equal([1], report.Forgotten.AsEnumerable());
    }

    [Fact]
    public void EndAll_FoundInTheLastFrame_TellsItAsFound()
    {
        _run.Person(10, 0.8f);

        var report = _run.EndAll(EndReason.StreamEnded);

        var end = Assert.Single(report.Events);
        Assert.Equal((EndReason.StreamEnded, BoxOrigin.Detected, 0.8f, _run.Header), (end.EndReason, end.BoxOrigin, end.Leading.Score, end.Frame));
        Assert.Equal(_run.Header, report.Header);
        Assert.Empty(report.Tracks);
        Assert.Equal([1], report.Forgotten.AsEnumerable());
    }

    [Fact]
    public void EndAll_LostInTheLastFrame_TellsTheLastFoundBox()
    {
        _run.Person(10, 0.8f);
        _run.Lost(1, left: 130);

        var end = Assert.Single(_run.EndAll(EndReason.Shutdown).Events);

        Assert.Equal((EndReason.Shutdown, BoxOrigin.Predicted, Sample.Box(100), 0f), (end.EndReason, end.BoxOrigin, end.Box, end.Leading.Score));
    }

    [Fact]
    public void EndAll_SeveralOpen_EndsThemInOrderOfTheirIds()
    {
        for (var i = 0; i < 3; i++)
        {
            var (second, first) = (_run.Track(2, 100, new PhraseScore(Sample.Car, 0.9f)), _run.Track(1, 300, new PhraseScore(Sample.Person, 0.6f)));
            _run.Show(second, first);
        }

        Assert.Equal([1, 2], _run.EndAll(EndReason.StreamEnded).Events.Select(e => e.TrackId));
    }

    [Fact]
    public void EndAll_WithoutFrames_IsEmpty()
    {
        var report = _run.EndAll(EndReason.StreamEnded);

        Assert.Empty(report.Events);
        Assert.Equal("yard", report.Header.StreamId);
    }

    [Fact]
    public void EndAll_TrackIsSeenAgain_BeginsAnotherEvent()
    {
        for (var i = 0; i < 3; i++)
        {
            _run.Show(_run.Track(1, 100, new PhraseScore(Sample.Person, 0.9f)));
        }

        _run.EndAll(EndReason.Lost);
        var again = Assert.Single(_run.Show(_run.Track(1, 100, new PhraseScore(Sample.Person, 0.9f))).Events);

        Assert.Equal(EventType.Start, again.Type);
    }
}
