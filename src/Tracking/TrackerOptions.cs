using Glip.Core;

namespace Glip.Tracking;

/// <summary>How objects are followed.</summary>
public sealed record TrackerOptions
{
    /// <summary>Frames in which an object must be detected before it is believed, 1 to 100.</summary>
    public int MinHits { get; init; } = 3;

    /// <summary>How long a track is kept without being found, 0.1 s to 60 s.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Score in (0, 1] from which an object begins a track. It must not be above the lowest enter threshold of the prompt, or that
    /// phrase is never reported; a little below it, tracks are believed sooner.
    /// </summary>
    public float HighScore { get; init; } = 0.45f;

    /// <summary>
    /// Score in (0, <see cref="HighScore"/>] from which an object continues a track: the lowest leave threshold of the prompt. Far
    /// below it, tracks end up on weak false detections in the background.
    /// </summary>
    public float LowScore { get; init; } = 0.35f;

    /// <exception cref="ConfigurationException">An option is out of range.</exception>
    internal void Check()
    {
        var problems = new OptionProblems();
        problems.Unless(MinHits is >= 1 and <= 100, $"min_hits is {MinHits}; expected 1 to 100");
        problems.Unless(MaxAge.TotalSeconds is >= 0.1 and <= 60, $"max_age is {MaxAge.TotalSeconds} s; expected 0.1 s to 60 s");
        problems.Unless(HighScore is > 0 and <= 1, $"high_score is {HighScore}; expected above 0, at most 1");
        problems.Unless(LowScore > 0 && LowScore <= HighScore, $"low_score is {LowScore}; expected above 0, at most high_score ({HighScore})");
        problems.ThrowIfAny();
    }
}
