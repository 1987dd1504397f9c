using Glip.Core;

namespace Glip.Tracking;

/// <summary>When events tell something. The thresholds of scores stand with the phrases of the prompt.</summary>
public sealed record EventOptions
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <summary>How long an object must have been there, from its first detected frame, before it is told; zero to 1 day.</summary>
    public TimeSpan MinDuration { get; init; }

    /// <summary>How long a phrase stays active below its leave threshold, 0.1 s to 60 s; commonly the maximum age of a track.</summary>
    public TimeSpan InactiveAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// For how long after the end of an event no other of its phrase is told in its zones, zero (off) to 1 day. Off as long as nobody asks
    /// for it: a message too many is seen by whoever reads it, a visitor who was never told by no one.
    /// </summary>
    public TimeSpan Cooldown { get; init; }

    /// <summary>Longest silence of an open event of something that moves, 1 s to 1 day; zero: an event without changes stays silent.</summary>
    public TimeSpan UpdateInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an object must stay at its place to count as stationary, 1 s to 1 day.</summary>
    public TimeSpan StationaryAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a stationary object is waited for at its place when it is not found, zero (as any other) to 1 day. Lamps, headlights and
    /// showers hide a parked car for minutes.
    /// </summary>
    public TimeSpan StationaryMaxAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <exception cref="ConfigurationException">An option is out of range.</exception>
    internal void Check()
    {
        var problems = new OptionProblems();
        problems.Unless(IsUpToDay(MinDuration, TimeSpan.Zero), $"min_duration is {MinDuration.TotalSeconds} s; expected 0 to 1 day");
        problems.Unless(InactiveAfter.TotalSeconds is >= 0.1 and <= 60, $"max_age is {InactiveAfter.TotalSeconds} s; expected 0.1 s to 60 s");
        problems.Unless(IsUpToDay(Cooldown, TimeSpan.Zero), $"cooldown is {Cooldown.TotalSeconds} s; expected 0 (off) to 1 day");
        problems.Unless(
            UpdateInterval == TimeSpan.Zero || IsUpToDay(UpdateInterval, s_second),
            $"update_interval is {UpdateInterval.TotalSeconds} s; expected 0 (never), or 1 s to 1 day");
        problems.Unless(IsUpToDay(StationaryAfter, s_second), $"stationary_after is {StationaryAfter.TotalSeconds} s; expected 1 s to 1 day");
        problems.Unless(IsUpToDay(StationaryMaxAge, TimeSpan.Zero), $"stationary_max_age is {StationaryMaxAge.TotalSeconds} s; expected 0 to 1 day");
        problems.ThrowIfAny();
    }

    private static bool IsUpToDay(TimeSpan time, TimeSpan least) => time >= least && time <= s_day;
}
