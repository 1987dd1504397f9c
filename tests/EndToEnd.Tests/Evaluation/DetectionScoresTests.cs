using Glip.Host;
using Glip.Tracking;

namespace Glip.EndToEnd.Tests;

public sealed class DetectionScoresTests
{
    [Fact]
    public void Of_ConfidencesFromZeroToOne_AreTheScores()
    {
        var scores = new DetectionScores([0, 0.25, 1], lowest: null);

        Assert.Equal([0, 0.25f, 1], new[] { 0, 0.25, 1 }.Select(scores.Of));
        Assert.Same(s_defaults, scores.Fit(s_defaults));
    }

    [Fact]
    public void Of_OtherConfidences_SpreadFromAHalfToOne()
    {
        var scores = new DetectionScores([-1, 0, 0.5, 3], lowest: null);

        Assert.Equal([0.5f, 0.625f, 0.6875f, 1], new[] { -1, 0, 0.5, 3 }.Select(scores.Of));
    }

    [Fact]
    public void Of_LowestGiven_SpreadsWhatIsUsed()
    {
        var scores = new DetectionScores([-1, 0, 0.5, 3], lowest: 1);

        Assert.Equal([0.5f, 0.75f, 1], new[] { 1.0, 2, 3 }.Select(scores.Of));
        Assert.Same(s_defaults, scores.Fit(s_defaults));
    }

    [Fact]
    public void Of_AllAlikeAndNoScore_IsSure() => Assert.Equal(1, new DetectionScores([-1, -1], lowest: null).Of(-1));

    [Theory]
    [InlineData(0.1, 0.1f, 0.45f)]
    [InlineData(0.6, 0.6f, 0.6f)]
    [InlineData(0, 0.01f, 0.45f)]
    [InlineData(7, 1f, 1f)]
    public void Fit_LowestScore_IsWhereTracksGoOn(double lowest, float low, float high)
    {
        var options = new DetectionScores([0.1, 0.9], lowest).Fit(s_defaults);

        Assert.Equal((low, high), (options.LowScore, options.HighScore));
    }

    private static readonly TrackerOptions s_defaults = new() { LowScore = 0.35f, HighScore = 0.45f };
}
