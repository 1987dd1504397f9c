namespace Glip.Host;

/// <summary>Where results go; null switches a sink off.</summary>
/// <param name="Events">Events in files.</param>
/// <param name="SnapshotFolder">Pictures of events: a folder below the data folder, with <c>/</c>.</param>
/// <param name="DrawSnapshots">Whether the box is drawn into them.</param>
/// <param name="Video">Annotated video of files.</param>
/// <param name="Report">A page with all events of a file.</param>
internal sealed record SinkConfiguration(EventFiles? Events, string? SnapshotFolder, bool DrawSnapshots, OutputPath? Video, OutputPath? Report)
{
    /// <summary>How long pictures of cameras are kept.</summary>
    public TimeSpan KeepSnapshots { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Pictures of what was rejected.</summary>
    public CandidateSettings? Candidates { get; init; }
}
