using Glip.Core;

namespace Glip.Tracking;

/// <summary>When events tell something. The thresholds of scores stand with the phrases of the prompt.</summary>
public sealed record EventOptions
{
    /// <summary>How long a phrase stays active below its leave threshold, 0.1 s to 60 s; commonly the maximum age of a track.</summary>
    public TimeSpan InactiveAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest silence of an open event, 1 s to 1 day; zero: an event without changes stays silent.</summary>
    public TimeSpan UpdateInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an object must stay at its place to count as stationary, 1 s to 1 day.</summary>
    public TimeSpan StationaryAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <exception cref="ConfigurationException">An option is out of range.</exception>
    internal void Check()
    {
        var problems = new OptionProblems();
        problems.Unless(InactiveAfter.TotalSeconds is >= 0.1 and <= 60, $"max_age is {InactiveAfter.TotalSeconds} s; expected 0.1 s to 60 s");
        problems.Unless(
            UpdateInterval == TimeSpan.Zero || IsSecondToDay(UpdateInterval),
            $"update_interval is {UpdateInterval.TotalSeconds} s; expected 0 (never), or 1 s to 1 day");
        problems.Unless(IsSecondToDay(StationaryAfter), $"stationary_after is {StationaryAfter.TotalSeconds} s; expected 1 s to 1 day");
        problems.ThrowIfAny();
    }

    private static bool IsSecondToDay(TimeSpan time) => time >= TimeSpan.FromSeconds(1) && time <= TimeSpan.FromDays(1);
}
