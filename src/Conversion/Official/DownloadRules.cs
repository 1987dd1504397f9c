namespace Glip.Conversion;

/// <summary>How patient a download is.</summary>
public sealed record DownloadRules
{
    /// <summary>Attempts in a row that bring nothing new before the download gives up; at least 1.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>Wait after the first failure; it doubles from failure to failure.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two attempts, also when the server asks for more.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A server that sends nothing for so long counts as gone.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait after a number of failures in a row, from 1.</summary>
    internal TimeSpan DelayAfter(int failures, TimeSpan? asked)
    {
        var delay = FirstDelay * Math.Pow(2, Math.Min(failures - 1, 20));
        return asked > delay ? Shorter(asked.Value, LongestDelay) : Shorter(delay, LongestDelay);
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
