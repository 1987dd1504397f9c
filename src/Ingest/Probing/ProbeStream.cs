namespace Glip.Ingest;

/// <summary>What ffprobe says of one stream of a file.</summary>
internal sealed record ProbeStream
{
    public int Index { get; init; }

    public string? CodecType { get; init; }

    /// <summary>Null when ffmpeg does not know the codec.</summary>
    public string? CodecName { get; init; }

    /// <summary>As stored, before rotation, in pixels; 0 when unknown.</summary>
    public int Width { get; init; }

    /// <summary>As stored, before rotation, in pixels; 0 when unknown.</summary>
    public int Height { get; init; }

    /// <summary>A fraction such as <c>30000/1001</c>; <c>0/0</c> when unknown.</summary>
    public string? AvgFrameRate { get; init; }

    /// <summary>In seconds.</summary>
    public double? StartTime { get; init; }

    /// <summary>In seconds.</summary>
    public double? Duration { get; init; }

    /// <summary>Number of frames that the header states.</summary>
    public long? NbFrames { get; init; }

    public IReadOnlyDictionary<string, int>? Disposition { get; init; }

    /// <summary>Only those that were asked for.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public IReadOnlyList<ProbeSideData>? SideDataList { get; init; }

    /// <summary>A video, not the cover of an album.</summary>
    public bool IsVideo => CodecType == "video" && !IsPicture;

    public bool IsPicture => Has("attached_pic");

    public bool IsDefault => Has("default");

    public override string ToString() => $"{(IsPicture ? "attached picture" : CodecType ?? "unknown stream")} ({CodecName ?? "unknown codec"})";

    private bool Has(string disposition) => Disposition?.GetValueOrDefault(disposition) == 1;
}
