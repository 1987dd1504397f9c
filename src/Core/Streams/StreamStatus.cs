namespace Glip.Core;

/// <summary>How a stream is doing.</summary>
/// <param name="StreamId">Its name.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Reason">Why, in one line without secrets; null when there is nothing to say.</param>
/// <param name="Since">When the state began.</param>
public sealed record StreamStatus(string StreamId, StreamState State, string? Reason, DateTimeOffset Since)
{
    /// <summary>Size of the source image; null before the first frame.</summary>
    public ImageSize? FrameSize { get; init; }

    /// <summary>Frames decoded in a second, over the last ten.</summary>
    public double FpsIn { get; init; }

    /// <summary>Frames analysed in a second, over the last ten.</summary>
    public double FpsProcessed { get; init; }

    /// <summary>Compressed bits in a second, over the last ten; null when unknown.</summary>
    public double? BitsPerSecond { get; init; }

    /// <summary>Time since the last frame was decoded; null before the first.</summary>
    public TimeSpan? LastFrameAge { get; init; }

    /// <summary>Pauses of more than a second between frames since the program started.</summary>
    public long Gaps { get; init; }

    /// <summary>Median of the time from capture to the end of tracking over the last minute; null without data.</summary>
    public TimeSpan? LatencyP50 { get; init; }

    /// <summary>95th percentile of the same.</summary>
    public TimeSpan? LatencyP95 { get; init; }

    /// <summary>Clock of the capture times; null before the first frame.</summary>
    public CaptureOrigin? CapturedAtOrigin { get; init; }

    /// <summary>Frames dropped since the program started.</summary>
    public long FramesDropped { get; init; }

    /// <summary>How often the connection was lost and made again since the program started.</summary>
    public long Reconnects { get; init; }

    /// <summary>Events that are open.</summary>
    public int ActiveTracks { get; init; }

    /// <summary>Share of the wanted frames that the model has time for, 0 to 1.</summary>
    public double AnalysedShare { get; init; } = 1;
}
