namespace Glip.Sinks;

/// <summary>How long a file of events becomes, and how long it is kept.</summary>
public sealed record RotationOptions
{
    /// <summary>A file that would become longer is followed by another one of the same day; in bytes, above 0.</summary>
    public long MostBytes { get; init; } = 256 << 20;

    /// <summary>Files of days that ended longer ago are deleted.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);
}
