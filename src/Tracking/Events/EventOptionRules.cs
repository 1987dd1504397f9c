using Glip.Core;

namespace Glip.Tracking;

/// <summary>What the options of events may be.</summary>
internal static class EventOptionRules
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <exception cref="ConfigurationException">An option is out of range.</exception>
    public static void Check(this EventOptions options)
    {
        var problems = new OptionProblems();
        problems.Unless(IsUpToDay(options.MinDuration, TimeSpan.Zero), $"min_duration is {options.MinDuration.TotalSeconds} s; expected 0 to 1 day");
        problems.Unless(options.InactiveAfter.TotalSeconds is >= 0.1 and <= 60, $"max_age is {options.InactiveAfter.TotalSeconds} s; expected 0.1 s to 60 s");
        problems.Unless(IsUpToDay(options.Cooldown, TimeSpan.Zero), $"cooldown is {options.Cooldown.TotalSeconds} s; expected 0 (off) to 1 day");
        problems.Unless(
            options.UpdateInterval == TimeSpan.Zero || IsUpToDay(options.UpdateInterval, s_second),
            $"update_interval is {options.UpdateInterval.TotalSeconds} s; expected 0 (never), or 1 s to 1 day");
        problems.Unless(IsUpToDay(options.StationaryAfter, s_second), $"stationary_after is {options.StationaryAfter.TotalSeconds} s; expected 1 s to 1 day");
        problems.Unless(IsUpToDay(options.StationaryMaxAge, TimeSpan.Zero), $"stationary_max_age is {options.StationaryMaxAge.TotalSeconds} s; expected 0 to 1 day");
        problems.ThrowIfAny();
    }

    private static bool IsUpToDay(TimeSpan time, TimeSpan least) => time >= least && time <= s_day;
}
