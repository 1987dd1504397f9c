using Glip.Core;

namespace Glip.Ingest;

/// <summary>How frames are taken from a video file.</summary>
public sealed record FileSourceOptions
{
    /// <summary>Name of the stream in the headers of the frames.</summary>
    public required string StreamId { get; init; }

    /// <summary>To which size frames are scaled; null for the size of the source.</summary>
    public ResizeRule? Resize { get; init; }

    /// <summary>Frames taken per second of the video, above 0; null for every frame.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above 0.</exception>
    public double? FramesPerSecond
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value ?? 1, nameof(value));
            field = value;
        }
    }

    /// <summary>Most frames in memory at a time, at least 1.</summary>
    public int Buffers { get; init; } = 8;
}
