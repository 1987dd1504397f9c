using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Things that stand still while the light changes.</summary>
public class EventRestTests
{
    private readonly EngineRun _run = new(Sample.File, new() { StationaryMaxAge = TimeSpan.FromMinutes(1) });

    [Fact]
    public void Update_StandsStill_TellsNothingMoreThanThat()
    {
        _run.Person(6000, 0.6f);

        Assert.Equal([EventType.Start, EventType.Update], _run.Events.Select(e => e.Type));
        Assert.Equal([EventChange.Stationary], _run.Events.Last().Changes.AsEnumerable());
    }

    [Fact]
    public void Update_LightGoesOutAgainAndAgain_IsOneEvent()
    {
        _run.Person(150, 0.6f);
        var track = 1;
        for (var night = 0; night < 5; night++)
        {
            _run.Ended(track);
            _run.Nothing(400); // 40 s
            Park(++track, 102 + night, 60);
        }

        var events = _run.Events.ToList();
        Assert.Equal((EventType.Start, 1, 1), (events[0].Type, events.Count(e => e.Type == EventType.Start), events.Select(e => e.TrackId).Distinct().Count()));
        Assert.DoesNotContain(events, e => e.Type == EventType.End);
        Assert.All(events.Skip(2), e => Assert.Equal([EventChange.Active], e.Changes.AsEnumerable()));
        Assert.Equal([false, true, false, true, false, true, false, true, false, true], events.Skip(2).Select(e => e.Leading.Active));
        Assert.Equal((1, EventState.Confirmed), (_run.Reports[^1].Tracks[0].TrackId, _run.Reports[^1].Tracks[0].State));
    }

    [Fact]
    public void Update_IsNotFoundAgain_EndsWhenTheTimeIsOver()
    {
        _run.Person(150, 0.6f);
        _run.Ended();
        _run.Nothing(598);
        Assert.Equal(EventState.Lost, Assert.Single(_run.Reports[^1].Tracks).State);

        _run.Nothing(2);

        var end = _run.Events.Last();
        Assert.Equal((EventType.End, EndReason.Lost, 14.9), (end.Type, end.EndReason, end.Duration.TotalSeconds));
        Assert.Equal((Sample.At(14.9), Sample.At(75)), (end.EndedAt, end.Frame.CapturedAt));
        Assert.Equal([1], _run.Reports[^1].Forgotten.AsEnumerable());
    }

    [Theory]
    [InlineData(100, "person", 1)]
    [InlineData(115, "person", 2)] // the boxes overlap by less than half
    [InlineData(100, "car", 2)]
    public void Update_SomethingAppearsThere_IsTheSameWhenPlaceAndPhraseAre(float left, string phrase, int starts)
    {
        _run.Person(150, 0.6f);
        _run.Ended();
        _run.Nothing(50);

        Enumerable.Range(0, 10).ToList().ForEach(_ => _run.Show(_run.Track(2, left, new PhraseScore(new(phrase), 0.6f))));

        Assert.Equal(starts, _run.Events.Count(e => e.Type == EventType.Start));
    }

    [Fact]
    public void Update_FoundAgainAndMovesOff_GoesOnAsTheSameEventAndEnds()
    {
        _run.Person(150, 0.6f);
        _run.Ended();
        _run.Nothing(50);
        Park(2, 100, 20);
        _run.Walk(2, [.. Enumerable.Range(0, 60).Select(i => 100f + (5 * i))]);
        _run.Show(new Track(2, Sample.Box(400), BoxOrigin.Predicted, TrackState.Ended, [], 80));

        Assert.Single(_run.Events.Select(e => e.EventId).Distinct());
        Assert.Equal((EventType.End, 1, false), (_run.Events.Last().Type, _run.Events.Last().TrackId, _run.Events.Last().Stationary));
    }

    [Fact]
    public void Update_FoundAgain_GivesThePictureOfTheNewTrackToTheEvent()
    {
        _run.Person(150, 0.6f);
        _run.Ended();
        _run.Nothing(50);
        Enumerable.Range(0, 5).ToList().ForEach(_ => _run.Show(_run.Track(2, 100, new PhraseScore(Sample.Person, 0.9f))));

        var shots = _run.Reports.SelectMany(report => report.BestShots).ToList();
        Assert.Equal((1, 0.9f), (shots[^1].TrackId, shots[^1].Best.Score));
        Assert.Equal([2], _run.Reports.SelectMany(report => report.Forgotten));
    }

    [Fact]
    public void Update_MovesWhenItIsLost_EndsAtOnce()
    {
        _run.Walk(1, [.. Enumerable.Range(0, 50).Select(i => 100f + (5 * i))]);

        Assert.Equal(EventType.End, Assert.Single(_run.Ended().Events).Type);
    }

    [Fact]
    public void Update_ManyAreWaitedFor_KeepsTheHundredSeenLast()
    {
        var run = new EngineRun(Sample.File, new() { StationaryAfter = TimeSpan.FromSeconds(1) });
        var parked = Enumerable.Range(1, 103).ToList();
        for (var frame = 0; frame < 120; frame++)
        {
            run.Show([.. parked.Where(id => frame <= 15 + id).Select(id => run.Track(id, 6 * id, new PhraseScore(Sample.Person, 0.6f)))]);
            run.Show([.. parked.Where(id => frame == 15 + id).Select(id => new Track(id, Sample.Box(6 * id), BoxOrigin.Predicted, TrackState.Ended, [], 1))]);
        }

        Assert.Equal([1, 2, 3], run.Events.Where(e => e.Type == EventType.End).Select(e => e.TrackId));
        Assert.Equal(100, run.Reports[^1].Tracks.Length);
    }

    private void Park(int id, float left, int frames) =>
        Enumerable.Range(0, frames).ToList().ForEach(_ => _run.Show(_run.Track(id, left, new PhraseScore(Sample.Person, 0.6f))));
}
