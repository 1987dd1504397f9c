namespace Glip.Conversion;

/// <summary>How far a download is.</summary>
/// <param name="Bytes">Bytes that are there, those of earlier attempts among them.</param>
/// <param name="Total">Bytes of the whole file; null while the server has not said.</param>
/// <param name="Trouble">Why the download waits for another attempt; null while it runs.</param>
public readonly record struct DownloadProgress(long Bytes, long? Total, string? Trouble = null);
