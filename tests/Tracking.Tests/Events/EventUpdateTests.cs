using Glip.Core;

namespace Glip.Tracking.Tests;

public class EventUpdateTests
{
    private readonly EngineRun _run = new(Sample.File);

    [Fact]
    public void Update_BestScoreRisesEnough_IsTold()
    {
        _run.Person(13, 0.6f);

        Assert.Empty(_run.Person(5, 0.64f));
        var update = Assert.Single(_run.Person(5, 0.66f));
        Assert.Equal([EventChange.Best], update.Changes.AsEnumerable());
        Assert.Equal((EventType.Update, 0.66f, _run.Reports[18].Header), (update.Type, update.Best.Score, update.Best.Frame));
        Assert.Equal((0.66f, 0.66f), (update.Leading.Score, update.Leading.TopScore));
    }

    [Fact]
    public void Update_BestScoreCreepsUp_IsToldWhenTheSumIsEnough()
    {
        _run.Person(13, 0.60f);
        _run.Person(10, 0.63f);

        Assert.Single(_run.Person(10, 0.66f));
    }

    [Fact]
    public void Update_ChangesInTheQuietSecond_AreToldTogetherAfterIt()
    {
        _run.Person(3, 0.6f); // start at 0.2 s
        Assert.Empty(_run.Found(9, 100, new(Sample.Person, 0.7f), new(Sample.RedCoat, 0.6f)));

        var update = Assert.Single(_run.Found(9, 100, new(Sample.Person, 0.6f), new(Sample.RedCoat, 0.6f)));

        Assert.Equal(Sample.At(1.2), update.Frame.CapturedAt);
        Assert.Equal([EventChange.Active, EventChange.Best], update.Changes.AsEnumerable());
        Assert.Equal(0.7f, update.Best.Score);
    }

    [Fact]
    public void Update_ManyChanges_AreAtMostOneASecond()
    {
        for (var score = 0.5f; score < 1; score += 0.01f)
        {
            _run.Person(1, score);
        }

        var times = _run.Events.Select(e => e.Frame.CapturedAt).ToList();
        Assert.Equal(5, times.Count); // frames from 0 to 5 s: the start at 0.2, updates at 1.2, 2.2, 3.2, 4.2
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Update_Interval_IsToldWhenNothingElseIs()
    {
        var run = new EngineRun(Sample.File, new() { UpdateInterval = TimeSpan.FromSeconds(3), StationaryAfter = TimeSpan.FromHours(1) });
        run.Person(100, 0.6f);

        Assert.Equal([0.2, 3.2, 6.2, 9.2], run.Events.Select(e => (e.Frame.CapturedAt - Sample.At(0)).TotalSeconds));
        Assert.All(run.Events.Skip(1), update => Assert.Equal([EventChange.Periodic], update.Changes.AsEnumerable()));
    }

    [Fact]
    public void Update_IntervalWhileLost_TellsAPredictedBox()
    {
        var run = new EngineRun(Sample.File, new() { UpdateInterval = TimeSpan.FromSeconds(1) });
        run.Person(3, 0.6f);

        var update = Assert.Single(run.Lost(10));

        Assert.Equal((BoxOrigin.Predicted, 0f, true), (update.BoxOrigin, update.Leading.Score, update.Leading.Active));
    }
}
