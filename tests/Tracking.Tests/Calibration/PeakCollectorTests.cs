using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking.Tests;

public sealed class PeakCollectorTests
{
    private readonly PeakCollector _peaks = new(minHits: 3, highScore: 0.45f);

    [Fact]
    public void Peaks_TrackThatIsSteady_ReachItsBestScore() => Assert.Equal([0.7f], Collect(0.5f, 0.7f, 0.46f));

    [Fact]
    public void Peaks_OneHighScoreAmongWeakOnes_ReachWhatWasFoundOftenEnough() => Assert.Equal([0.2f], Collect(0.2f, 0.9f, 0.3f, 0.1f));

    [Fact]
    public void Peaks_TrackThatIsNotBelieved_AreNone() => Assert.Empty(Collect(0.9f, 0.9f));

    [Fact]
    public void Peaks_TrackThatGoesOn_AreOneAMinute()
    {
        Feed([.. Enumerable.Repeat(0.6f, 130)], step: 1);

        Assert.Equal(3, _peaks.Peaks.Count);
        Assert.Equal(TimeSpan.FromSeconds(129), _peaks.Footage);
    }

    [Fact]
    public void Footage_CameraWasAway_DoesNotCountThePause()
    {
        _peaks.Observe(new(Sample.Header(0), []));
        _peaks.Observe(new(Sample.Header(10), []));
        _peaks.Observe(new(Sample.Header(3610), []));
        _peaks.Observe(new(Sample.Header(3615), []));

        Assert.Equal(TimeSpan.FromSeconds(15), _peaks.Footage);
    }

    [Fact]
    public void Calibration_NoCandidate_KeepsTheThresholdAndSaysAtMost()
    {
        var calibrated = PhraseCalibration.Of(Sample.Prompt, [], TimeSpan.FromMinutes(10), perDay: 1)[0];

        Assert.Equal((0.5f, 0.35f, null), (calibrated.Enter, calibrated.Leave, calibrated.Interval));
        Assert.Equal(-Math.Log(0.05) * 144, calibrated.PresentAtMostPerDay, 1e-6);
    }

    [Fact]
    public void Calibration_FewButHighPeaks_GoesJustAboveThem()
    {
        var calibrated = PhraseCalibration.Of(Sample.Prompt, [new(Sample.Person, 0.72f)], TimeSpan.FromMinutes(10), perDay: 1)[0];

        Assert.Equal((0.74, 0.59), (calibrated.Enter, calibrated.Leave), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-5);
    }

    [Fact]
    public void Calibration_WeakPeaks_NeverLowerTheThreshold()
    {
        ImmutableArray<PhraseScore> weak = [.. Enumerable.Range(0, 100).Select(i => new PhraseScore(Sample.Person, 0.1f + (i * 0.0001f)))];

        Assert.Equal(0.5f, PhraseCalibration.Of(Sample.Prompt, weak, TimeSpan.FromDays(1), perDay: 50)[0].Enter);
    }

    private IReadOnlyList<float> Collect(params float[] scores)
    {
        Feed(scores, 0.1);
        return [.. _peaks.Peaks.Select(peak => peak.Score)];
    }

    private void Feed(float[] scores, double step)
    {
        var tracker = new OcSortTracker(new() { HighScore = 0.05f, LowScore = 0.05f });
        for (var i = 0; i < scores.Length; i++)
        {
            _peaks.Observe(tracker.Update(Sample.Frame(i * step, Sample.Found(100, scores[i]))));
        }

        _peaks.EndAll();
    }
}
