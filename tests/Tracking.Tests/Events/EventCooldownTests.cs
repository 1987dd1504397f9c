using Glip.Core;

namespace Glip.Tracking.Tests;

public class EventCooldownTests
{
    private static readonly EventOptions s_options = new() { Cooldown = TimeSpan.FromSeconds(3), UpdateInterval = TimeSpan.Zero };

    private readonly EngineRun _run = new(Sample.File, s_options, regions: new([Sample.RightHalf], []));

    [Fact]
    public void Update_AnotherSoonAfterTheEnd_StartsWhenTheCoolDownIsOver()
    {
        _run.Walk(1, 100, 100, 100);
        _run.Ended(1);
        var ended = _run.Now;

        _run.Walk(2, [.. Enumerable.Repeat(120f, 40)]);

        var start = _run.Events.Last(e => e.Type == EventType.Start);
        Assert.Equal((2, Sample.At(ended + 3)), (start.TrackId, start.Frame.CapturedAt));
        Assert.Equal(Sample.At(ended + 0.1), start.StartedAt);
    }

    [Fact]
    public void Update_GoneBeforeTheCoolDownIsOver_IsNotTold()
    {
        _run.Walk(1, 100, 100, 100);
        _run.Ended(1);
        _run.Walk(2, [.. Enumerable.Repeat(120f, 20)]);
        var report = _run.Ended(2);

        Assert.Empty(report.Events);
        Assert.Equal([2], report.Forgotten.AsEnumerable());
        Assert.Single(_run.Events, e => e.Type == EventType.Start);
    }

    [Fact]
    public void Update_AnotherPlaceOrPhrase_StartsAtOnce()
    {
        _run.Walk(1, 100, 100, 100);
        _run.Ended(1);

        _run.Walk(2, 500, 500, 500);
        Enumerable.Range(0, 3).ToList().ForEach(_ => _run.Show(_run.Track(3, 100, new PhraseScore(Sample.Car, 0.8f))));

        Assert.Equal([1, 2, 3], _run.Events.Where(e => e.Type == EventType.Start).Select(e => e.TrackId));
    }

    [Fact]
    public void Update_WalksIntoAnotherPlace_StartsThere()
    {
        _run.Walk(1, 100, 100, 100);
        _run.Ended(1);

        _run.Walk(2, 300, 310, 320, 330, 340, 350, 360, 370, 380);

        Assert.Equal(_run.Header, _run.Events.Last(e => e.Type == EventType.Start).Frame);
    }

    [Fact]
    public void Update_InTwoZonesOfWhichOneCoolsDown_StartsAtOnce()
    {
        var low = new Zone("low", [new(0.6, 0), new(1, 0), new(1, 1), new(0.6, 1)]) { Inertia = 2 };
        var run = new EngineRun(Sample.File, s_options, regions: new([Sample.RightHalf, low], []));
        run.Walk(1, 400, 400, 400); // in the right half alone
        run.Ended(1);

        Assert.Equal(EventType.Start, run.Walk(2, 600, 600, 600)[0].Type);
    }

    [Fact]
    public void Reconfigure_PhraseGoesAndComesBack_HasNoCoolDown()
    {
        _run.Walk(1, 100, 100, 100);
        _run.Ended(1);
        _run.Reconfigure(new([Sample.Prompt.Phrases[2]], 2), StreamRegions.None);
        _run.Reconfigure(Sample.Prompt, StreamRegions.None);

        Assert.Equal(EventType.Start, Assert.Single(_run.Walk(2, 120, 120, 120)).Type);
    }

    [Fact]
    public void Update_SeenBesideOneAnother_AreBothTold()
    {
        for (var i = 0; i < 6; i++)
        {
            var first = _run.Track(1, 100, new PhraseScore(Sample.Person, 0.8f));
            _run.Show(i < 2 ? [first] : [first, _run.Track(2, 200, new PhraseScore(Sample.Person, 0.8f))]);
        }

        Assert.Equal([1, 2], _run.Events.Select(e => e.TrackId));
    }

    [Fact]
    public void Update_OneLostThere_HoldsTheOtherBack()
    {
        _run.Walk(1, 100, 100, 100);
        for (var i = 0; i < 6; i++)
        {
            _run.Show(
                new Track(1, Sample.Box(100), BoxOrigin.Predicted, TrackState.Lost, [], 3),
                _run.Track(2, 200, new PhraseScore(Sample.Person, 0.8f)));
        }

        Assert.Equal(EventState.Candidate, _run.Reports[^1].Tracks[1].State);
        Assert.Single(_run.Events, e => e.Type == EventType.Start);
    }

    [Fact]
    public void Update_PhraseWithItsOwn_TakesThat()
    {
        var prompt = new Prompt([Sample.Prompt.Phrases[0] with { Cooldown = TimeSpan.Zero }]);
        var run = new EngineRun(Sample.File, s_options, prompt);
        run.Walk(1, 100, 100, 100);
        run.Ended(1);

        Assert.Equal(EventType.Start, Assert.Single(run.Walk(2, 120, 120, 120)).Type);
    }

    [Fact]
    public void Update_WithoutACoolDown_StartsAtOnce()
    {
        var run = new EngineRun(Sample.File);
        run.Walk(1, 100, 100, 100);
        run.Ended(1);

        Assert.Equal(EventType.Start, Assert.Single(run.Walk(2, 120, 120, 120)).Type);
    }

    [Fact]
    public void Update_MinimumDuration_WaitsForIt()
    {
        var run = new EngineRun(Sample.File, s_options with { MinDuration = TimeSpan.FromSeconds(1) });

        Assert.Empty(run.Person(10, 0.8f));
        Assert.Equal((Sample.At(0), 1.0), run.Person(1, 0.8f) is [var start] ? (start.StartedAt, start.Duration.TotalSeconds) : default);
    }
}
