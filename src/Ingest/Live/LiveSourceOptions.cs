using Glip.Core;

namespace Glip.Ingest;

/// <summary>How frames are taken from a camera.</summary>
public sealed record LiveSourceOptions
{
    /// <summary>Name of the stream in the headers of the frames.</summary>
    public required string StreamId { get; init; }

    public required SourceAddress Address { get; init; }

    public RtspTransport Transport { get; init; }

    /// <summary>To which size frames are scaled; null for the size of the source.</summary>
    public ResizeRule? Resize { get; init; }

    /// <summary>Frames taken per second of the stream, above 0; null for every frame.</summary>
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

    /// <summary>Most frames in memory at a time, at least 1. A frame that finds none free is dropped.</summary>
    public int Buffers { get; init; } = 8;

    public DecodeDevice Decode { get; init; }

    /// <summary>Whether only key frames are decoded: many cameras at little cost, at the pace of their key frames.</summary>
    public bool KeyFramesOnly { get; init; }

    /// <summary>How long the other side may be silent, in connecting and afterwards, before the connection counts as lost.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Certificates (PEM) of the authorities that are trusted instead of those of the system; null for those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary>Whether the other side of a connection through TLS must prove who it is.</summary>
    public bool TlsVerify { get; init; } = true;

    /// <summary>Whether a file begins anew at its end, for ever, at the pace of its times.</summary>
    public bool Loop { get; init; }

    /// <summary>Whether a file is read at the pace of its times, as if it were a camera.</summary>
    public bool RealTime { get; init; }

    /// <summary>Further settings of ffmpeg; they replace ours of the same name.</summary>
    public IReadOnlyList<FfmpegOption> FfmpegOptions { get; init; } = [];
}
