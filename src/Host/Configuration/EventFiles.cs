namespace Glip.Host;

/// <summary>Events in files.</summary>
/// <param name="Output">Where.</param>
internal sealed record EventFiles(OutputPath Output)
{
    /// <summary>At least one.</summary>
    public EventFormats Formats { get; init; } = EventFormats.JsonLines;

    /// <summary>Size at which a camera's file is followed by another.</summary>
    public long RotateBytes { get; init; } = 256L << 20;

    /// <summary>How long a camera's files are kept.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);
}
