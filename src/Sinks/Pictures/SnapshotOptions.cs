namespace Glip.Sinks;

/// <summary>What becomes of the pictures of events.</summary>
/// <param name="Folder">Below the data folder, with <c>/</c>; null when pictures are not kept as files.</param>
/// <param name="Draw">Whether the box is drawn into them.</param>
public sealed record SnapshotOptions(string? Folder, bool Draw);
