using Glip.Core;

namespace Glip.Tracking.Tests;

public class EventReconfigureTests
{
    private static readonly StreamRegions s_regions = new([Sample.RightHalf], []);
    private static readonly Prompt s_cars = new([Sample.Prompt.Phrases[2]], version: 2);

    private readonly EngineRun _run = new(Sample.Camera, regions: s_regions);

    [Fact]
    public void Reconfigure_LeadingPhraseGone_EndsTheEventInTheOldPrompt()
    {
        _run.Person(5, 0.8f);

        var report = _run.Reconfigure(s_cars, s_regions);

        var end = Assert.Single(report.Events);
        Assert.Equal((EventType.End, EndReason.PromptChanged, 1, "person"), (end.Type, end.EndReason, end.PromptVersion, end.Leading.Sought.Phrase.Text));
        Assert.Equal((_run.Header, BoxOrigin.Detected), (end.Frame, end.BoxOrigin));
        Assert.Empty(report.Tracks);
        Assert.Equal([1], report.Forgotten.AsEnumerable());
    }

    [Fact]
    public void Reconfigure_TrackGoesOnWithAnotherPhrase_BeginsAnotherEvent()
    {
        _run.Found(5, 100, new(Sample.Person, 0.8f), new(Sample.Car, 0.6f));
        _run.Reconfigure(s_cars, s_regions);

        var start = Assert.Single(_run.Found(1, 100, new(Sample.Person, 0.8f), new(Sample.Car, 0.6f)));

        Assert.Equal((EventType.Start, 2, "car"), (start.Type, start.PromptVersion, Assert.Single(start.Phrases).Sought.Phrase.Text));
        Assert.Equal(2, _run.Events.Select(e => e.EventId).Distinct().Count());
    }

    [Fact]
    public void Reconfigure_AtOneTimeOfCapture_StillGivesAnotherId()
    {
        var engine = new EventEngine(Sample.File, Sample.Prompt, new());
        var track = new Track(1, Sample.Box(0), BoxOrigin.Detected, TrackState.Tracked, [new(Sample.Person, 0.8f), new(Sample.Car, 0.6f)], 3);
        var first = Assert.Single(engine.Update(new(Sample.Header(0), [track])).Events);
        engine.Reconfigure(s_cars, s_regions, new());

        Assert.NotEqual(first.EventId, Assert.Single(engine.Update(new(Sample.Header(0), [track])).Events).EventId);
    }

    [Fact]
    public void Reconfigure_LeadingPhraseStays_GoesOnInTheNewPrompt()
    {
        _run.Found(5, 100, new(Sample.Car, 0.8f), new(Sample.Person, 0.6f));

        Assert.Empty(_run.Reconfigure(s_cars, s_regions).Events);
        var end = Assert.Single(_run.EndAll(EndReason.StreamEnded).Events);

        Assert.Equal((2, "car"), (end.PromptVersion, Assert.Single(end.Phrases).Sought.Phrase.Text));
    }

    [Fact]
    public void Reconfigure_OtherThresholds_AreInForceFromTheNextFrameOn()
    {
        _run.Person(5, 0.4f);
        _run.Reconfigure(new([new(Sample.Person, 0.4f, 0.3f)]), s_regions);

        var start = Assert.Single(_run.Person(1, 0.4f));

        Assert.Equal((0.4f, 0.3f), (start.Leading.Sought.EnterThreshold, start.Leading.Sought.LeaveThreshold));
    }

    [Fact]
    public void Reconfigure_OtherTimes_AreInForceFromTheNextFrameOn()
    {
        _run.Person(5, 0.8f);
        _run.Reconfigure(Sample.Prompt, s_regions, new() { UpdateInterval = TimeSpan.FromSeconds(1), StationaryAfter = TimeSpan.FromSeconds(1.5), InactiveAfter = TimeSpan.FromSeconds(0.2) });

        Assert.Equal([[EventChange.Periodic], [EventChange.Stationary]], _run.Person(20, 0.8f).Select(e => e.Changes.ToArray()));
        Assert.Equal([[EventChange.Active]], _run.Lost(15).Select(e => e.Changes.ToArray()));
    }

    [Fact]
    public void Reconfigure_OptionOutOfRange_ChangesNothing()
    {
        _run.Person(5, 0.8f);

        Assert.Throws<ConfigurationException>(() => _run.Reconfigure(s_cars, s_regions, new() { UpdateInterval = TimeSpan.FromSeconds(0.5) }));

        Assert.Equal(1, Assert.Single(_run.EndAll(EndReason.StreamEnded).Events).PromptVersion);
    }

    [Fact]
    public void Reconfigure_ZoneGone_IsLeftSilently()
    {
        _run.Walk(1, 500, 500, 500);

        var report = _run.Reconfigure(Sample.Prompt, StreamRegions.None);

        Assert.Empty(report.Events);
        Assert.Empty(Assert.Single(report.Tracks).Zones);
        Assert.Empty(_run.Walk(1, 500, 100, 100, 100));
    }

    [Fact]
    public void Reconfigure_ZoneNew_IsEnteredByTheNormalRule()
    {
        _run.Walk(1, 100, 100, 100);
        _run.Reconfigure(Sample.Prompt, new([Sample.RightHalf, Sample.RightHalf with { Name = "all", Points = [new(0, 0), new(1, 0), new(1, 1), new(0, 1)] }], []));

        Assert.Empty(_run.Walk(1, 100));
        Assert.Equal("all", Assert.Single(_run.Walk(1, 100)).Zone);
    }

    [Fact]
    public void Reconfigure_ZoneDrawnAnew_IsLeftByTheNormalRuleWithItsWholeTime()
    {
        _run.Walk(1, 500, 500, 500, 500);
        _run.Reconfigure(Sample.Prompt, new([Sample.RightHalf with { Points = [new(0, 0), new(0.1, 0), new(0.1, 1)] }], []));

        Assert.Empty(_run.Walk(1, 500));
        Assert.Equal(0.4, Assert.Single(_run.Walk(1, 500)).Dwell!.Value.TotalSeconds);
    }

    [Fact]
    public void Reconfigure_Candidate_StartsWithThePhrasesThatAreLeft()
    {
        _run.Found(2, 100, new(Sample.Person, 0.8f), new(Sample.Car, 0.6f));
        Assert.Equal("car", Assert.Single(_run.Reconfigure(s_cars, s_regions).Tracks).Leading.Sought.Phrase.Text);

        Assert.Equal("car", Assert.Single(_run.Found(1, 100, new PhraseScore(Sample.Car, 0.6f))).Leading.Sought.Phrase.Text);
    }

    [Fact]
    public void Update_FrameOfTheOldPrompt_LeavesOutWhatIsNotSought()
    {
        _run.Reconfigure(s_cars, s_regions);

        Assert.Empty(_run.Person(5, 0.8f));
        Assert.Empty(_run.Reports[^1].Tracks);
    }
}
