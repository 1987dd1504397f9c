using Glip.Core;

namespace Glip.Tracking.Tests;

public class OptionsTests
{
    [Fact]
    public void OcSortTracker_OptionsOutOfRange_NamesEach()
    {
        var options = new TrackerOptions { MinHits = 0, MaxAge = TimeSpan.Zero, HighScore = 0.3f, LowScore = 0.4f };

        var problems = Assert.Throws<ConfigurationException>(() => new OcSortTracker(options)).Problems;

        Assert.Equal(
            [
                "min_hits is 0; expected 1 to 100",
                "max_age is 0 s; expected 0.1 s to 60 s",
                "low_score is 0.4; expected above 0, at most high_score (0.3)",
            ],
            problems);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1.01f)]
    [InlineData(float.NaN)]
    public void OcSortTracker_HighScoreOutOfRange_Refuses(float score) =>
        Assert.Contains("high_score", Assert.Throws<ConfigurationException>(() => new OcSortTracker(new() { HighScore = score })).Message, StringComparison.Ordinal);

    [Fact]
    public void EventEngine_OptionsOutOfRange_NamesEach()
    {
        var options = new EventOptions
        {
            InactiveAfter = TimeSpan.FromSeconds(61),
            UpdateInterval = TimeSpan.FromSeconds(0.5),
            StationaryAfter = TimeSpan.Zero,
        };

        var problems = Assert.Throws<ConfigurationException>(() => new EventEngine(Sample.Camera, Sample.Prompt, options)).Problems;

        Assert.Equal(
            [
                "max_age is 61 s; expected 0.1 s to 60 s",
                "update_interval is 0.5 s; expected 0 (never), or 1 s to 1 day",
                "stationary_after is 0 s; expected 1 s to 1 day",
            ],
            problems);
    }

    [Fact]
    public void EventEngine_NoUpdateInterval_IsAllowed() =>
        Assert.NotNull(new EventEngine(Sample.Camera, Sample.Prompt, new() { UpdateInterval = TimeSpan.Zero }));
}
