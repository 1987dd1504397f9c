using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Which phrases are active, and which leads.</summary>
public class EventPhraseTests
{
    private readonly EngineRun _run = new(Sample.File);

    [Fact]
    public void Update_ScoreSwingsBetweenTheThresholds_StaysActive()
    {
        _run.Person(3, 0.6f);

        Assert.DoesNotContain(_run.Person(100, 0.36f), e => e.Changes.Contains(EventChange.Active));
        Assert.True(_run.Reports[^1].Tracks[0].Leading.Active);
    }

    [Fact]
    public void Update_BelowLeaveForTooLong_IsInactiveAndReturnsAtEnter()
    {
        _run.Person(3, 0.6f); // last kept at 0.2 s

        Assert.Empty(_run.Person(20, 0.34f)); // until 2.2 s
        var inactive = Assert.Single(_run.Person(1, 0.34f));
        Assert.Equal([EventChange.Active], inactive.Changes.AsEnumerable());
        Assert.False(inactive.Leading.Active);

        Assert.Empty(_run.Person(20, 0.49f)); // above leave is not enough to come back
        var active = Assert.Single(_run.Person(1, 0.5f));
        Assert.True(active.Leading.Active);
    }

    [Fact]
    public void Update_TwoPhrasesOnATrack_ReportsThoseThatAreActive()
    {
        Both(3, person: 0.6f, coat: 0.4f);
        Assert.Equal([(Sample.Person, 0.6f)], Reported); // the coat was never above its enter threshold

        Both(1, person: 0.6f, coat: 0.55f);
        Assert.Equal([(Sample.Person, 0.6f), (Sample.RedCoat, 0.55f)], Reported);

        Both(30, person: 0.1f, coat: 0.5f);
        Assert.Equal([(Sample.RedCoat, 0.5f)], Reported);
        Assert.Equal(Sample.RedCoat, Leading);
    }

    [Fact]
    public void Update_OnlyPhraseIsInactive_ReportsNone()
    {
        _run.Person(3, 0.6f);
        Assert.Equal(_run.Reports[^1].Tracks[0].Leading, Assert.Single(_run.Reports[^1].Tracks[0].Active));

        _run.Person(21, 0.34f);
        Assert.Empty(_run.Reports[^1].Tracks[0].Active);
    }

    [Fact]
    public void Update_ShortDipBelowLeave_StaysActive()
    {
        _run.Person(3, 0.6f);
        _run.Person(15, 0.1f);
        _run.Person(1, 0.36f);

        Assert.Empty(_run.Person(15, 0.1f));
    }

    [Fact]
    public void Update_AnotherPhraseBetterByLessThanTheLead_DoesNotLead()
    {
        Both(30, person: 0.6f, coat: 0.5f);

        Assert.DoesNotContain(Both(60, person: 0.6f, coat: 0.64f), e => e.Changes.Contains(EventChange.Phrase));
    }

    [Fact]
    public void Update_AnotherPhraseBetterByTheLead_LeadsOnceTheMeanOfTenIsBetter()
    {
        Both(30, person: 0.6f, coat: 0.5f);

        // Means over ten frames: n of 0.8 and 10 - n of 0.5 reach 0.65 at n = 5.
        Assert.DoesNotContain(Both(4, person: 0.6f, coat: 0.8f), e => e.Changes.Contains(EventChange.Phrase));
        var update = Assert.Single(Both(10, person: 0.6f, coat: 0.805f), e => e.Changes.Contains(EventChange.Phrase));

        Assert.Equal([Sample.RedCoat, Sample.Person], update.Phrases.Select(p => p.Sought.Phrase));
    }

    [Fact]
    public void Update_PhraseFoundLate_CountsAsZeroInTheFramesBefore()
    {
        _run.Person(20, 0.6f);

        // Mean of the coat after n frames: 0.9·n / 10, at least 0.65 from n = 8 on.
        Both(7, person: 0.6f, coat: 0.9f);
        Assert.Equal(Sample.Person, Leading);
        Both(1, person: 0.6f, coat: 0.9f);
        Assert.Equal(Sample.RedCoat, Leading);
    }

    [Fact]
    public void Update_LeaderBecomesInactive_TheActiveOneLeads()
    {
        Both(20, person: 0.9f, coat: 0.5f); // last kept at 1.9 s
        _run.Lost(18);
        Both(2, person: 0, coat: 0.5f); // until 3.9 s
        Assert.Equal(Sample.Person, Leading);

        Both(1, person: 0, coat: 0.5f); // its mean of ten is still the better one: 0.63

        Assert.Equal(Sample.RedCoat, Leading);
    }

    [Fact]
    public void Update_NoneActive_TheLastLeaderStays()
    {
        _run.Person(3, 0.6f);
        Both(40, person: 0.1f, coat: 0.3f);

        var track = Assert.Single(_run.Reports[^1].Tracks);
        Assert.Equal((Sample.Person, false), (track.Leading.Sought.Phrase, track.Leading.Active));
    }

    [Fact]
    public void Update_NotFound_KeepsTheMeans()
    {
        Both(20, person: 0.6f, coat: 0.5f);
        _run.Lost(15);
        Both(1, person: 0.6f, coat: 0.5f);

        Assert.Equal(Sample.Person, Leading);
        Assert.DoesNotContain(_run.Events, e => e.Changes.Contains(EventChange.Phrase));
    }

    [Fact]
    public void Update_ManyPhrases_ListsSixteenLeadingFirstThenByTopScore()
    {
        var phrases = Enumerable.Range(1, 20).Select(i => new Phrase($"thing {i}")).ToArray();
        var run = new EngineRun(Sample.File, prompt: new(phrases.Select(phrase => new SoughtPhrase(phrase, 0.5f, 0.35f))));
        run.Found(3, 100, [.. phrases.Select((phrase, i) => new PhraseScore(phrase, i == 0 ? 0.6f : 0.02f * i))]);
        run.Found(10, 100, new PhraseScore(phrases[0], 0.6f), new PhraseScore(phrases[1], 0.63f)); // a better top, not yet a better mean

        var listed = Assert.Single(run.Events, e => e.Type == EventType.Update).Phrases;

        Assert.Equal([phrases[0], phrases[1], .. phrases.Reverse().Take(14)], listed.Select(p => p.Sought.Phrase));
    }

    private Phrase Leading => _run.Reports[^1].Tracks[0].Leading.Sought.Phrase;

    private IEnumerable<(Phrase Phrase, float Score)> Reported => _run.Reports[^1].Tracks[0].Active.Select(active => (active.Sought.Phrase, active.Score));

    private List<PhraseEvent> Both(int frames, float person, float coat) =>
        _run.Found(frames, 100, new PhraseScore(Sample.Person, person), new PhraseScore(Sample.RedCoat, coat));
}
