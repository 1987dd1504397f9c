namespace Glip.Core;

/// <summary>The picture of an event.</summary>
/// <param name="Path">Where it is kept: below the data folder, with <c>/</c>; null when it is not kept as a file.</param>
/// <param name="Jpeg">The picture itself.</param>
public sealed record Snapshot(string? Path, ReadOnlyMemory<byte> Jpeg);
