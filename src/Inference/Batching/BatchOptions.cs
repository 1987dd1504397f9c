namespace Glip.Inference;

/// <summary>How frames of several streams are looked at together.</summary>
public sealed record BatchOptions
{
    /// <summary>Frames that are computed together at most, 1 to 64.</summary>
    public int MaxBatch { get; init; } = 1;

    /// <summary>How long a free device waits for a batch to fill, from the arrival of its oldest frame; 0: not at all.</summary>
    public TimeSpan MaxWait { get; init; }

    /// <summary>Older frames of live streams are not looked at; above 0.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(1);
}
