using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Which frame is an event's best.</summary>
public class SnapshotQualityTests
{
    private readonly EventEngine _engine = new(Sample.File, Sample.Prompt, new() { UpdateInterval = TimeSpan.FromSeconds(1) });
    private int _frame;

    [Fact]
    public void Update_ComesNearer_TakesTheLargerPictureThoughItsScoreIsLower()
    {
        Assert.True(Show(new(300, 300, 320, 350), 0.9f));
        Assert.True(Show(new(300, 200, 340, 300), 0.6f));
        Assert.False(Show(new(300, 300, 320, 350), 0.9f));
    }

    [Fact]
    public void Update_LargerThanAQuarter_LooksNoBetter()
    {
        Assert.True(Show(new(300, 100, 360, 250), 0.6f));
        Assert.False(Show(new(200, 50, 400, 500), 0.6f));
        Assert.True(Show(new(300, 100, 360, 250), 0.61f));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(728)]
    public void Update_CutOffByTheEdge_IsWorthHalf(float left)
    {
        Assert.True(Show(new(300, 200, 340, 300), 0.5f));
        Assert.False(Show(new(left, 200, left + 40, 300), 0.95f));
    }

    [Fact]
    public void Update_Blurred_IsNotTakenForALittleMoreScore()
    {
        Assert.True(Show(Sample.Box(300), 0.6f, sharpness: 1));
        Assert.False(Show(Sample.Box(300), 0.9f, sharpness: 0));
        Assert.True(Show(Sample.Box(300), 0.9f, sharpness: 0.5));
    }

    [Fact]
    public void Update_CannotBeBetter_IsNotMeasured()
    {
        Show(Sample.Box(300), 0.9f, sharpness: 1);

        var report = _engine.Update(Frame(Sample.Box(300), 0.8f), _ => throw new InvalidOperationException());

        Assert.Empty(report.BestShots);
    }

    [Fact]
    public void Update_ScoreOfTheBestFrameFallsAndRises_IsNotToldAgain()
    {
        for (var i = 0; i < 30; i++)
        {
            Show(new(300, 300, 320, 350), 0.9f);
        }

        List<PhraseEvent> events = [];
        for (var i = 0; i < 60; i++)
        {
            events.AddRange(_engine.Update(Frame(new(300 - i, 300 - (2 * i), 320, 350), 0.6f + (0.005f * i))).Events);
        }

        Assert.DoesNotContain(events, e => e.Changes.Contains(EventChange.Best));
    }

    private bool Show(BoundingBox box, float score, double sharpness = 1) => _engine.Update(Frame(box, score), _ => sharpness).BestShots.Length > 0;

    private TrackedFrame Frame(BoundingBox box, float score) =>
        new(Sample.Header(_frame / 10.0, _frame++), [new(1, box, BoxOrigin.Detected, TrackState.Tracked, [new(Sample.Person, score)], 3)]);
}
