using System.Numerics;

namespace Glip.Core;

/// <summary>Which image, how large, and when. Everything derived from a frame carries this header unchanged.</summary>
/// <param name="StreamId">Name of the stream in the configuration.</param>
/// <param name="Index">Number of the frame in its file, or in its stream since the program started, from 0. A gap means that frames were skipped or dropped.</param>
/// <param name="Pts">Presentation time in the file or stream, from 0.</param>
/// <param name="CapturedAt">Capture time in UTC, never the time of processing. For a file of unknown recording time it counts from the Unix epoch.</param>
/// <param name="Width">Width of the source image, in pixels.</param>
/// <param name="Height">Height of the source image, in pixels.</param>
public readonly record struct FrameHeader(string StreamId, long Index, TimeSpan Pts, DateTimeOffset CapturedAt, int Width, int Height)
{
    /// <summary>Where <see cref="CapturedAt"/> comes from.</summary>
    public CaptureOrigin CapturedAtOrigin { get; init; }

    /// <summary>When the frame had arrived here, in UTC; null for files.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>
    /// Where the camera looks, for one that moves: maps source pixels of this frame, as row vectors, to a view that stays the same while
    /// the stream runs. Only the change between frames means anything; null when it is not measured.
    /// </summary>
    public Matrix3x2? View { get; init; }

    /// <summary>Size of the source image.</summary>
    public ImageSize Source => new(Width, Height);
}
