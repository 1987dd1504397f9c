namespace Glip.Core;

/// <summary>What all events of one stream have in common.</summary>
/// <param name="Instance">Name of the running program.</param>
/// <param name="StreamId">Name of the stream.</param>
/// <param name="Media">The file, for file sources; null for cameras.</param>
/// <param name="Model">The model in use.</param>
public sealed record EventStream(string Instance, string StreamId, MediaFile? Media, ModelIdentity Model)
{
    public SourceKind Kind => Media is null ? SourceKind.Camera : SourceKind.File;

    /// <summary>Whether <see cref="FrameHeader.CapturedAt"/> is a time of day.</summary>
    public bool CaptureTimeKnown => Media is not { RecordedAt: null };
}
