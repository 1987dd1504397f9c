namespace Glip.Ingest;

/// <summary>A frame that ffmpeg delivers.</summary>
/// <param name="Index">Its number in the file, from 0.</param>
/// <param name="Time">Its time on ffmpeg's clock, which is 0 at the beginning of the file; null when the file does not say.</param>
internal readonly record struct FrameTime(long Index, TimeSpan? Time);
