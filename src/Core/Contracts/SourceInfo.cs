namespace Glip.Core;

/// <summary>What is known of a source before its first frame.</summary>
/// <param name="Size">Size of the picture as it is shown, rotation applied.</param>
/// <param name="FramesPerSecond">Average rate; null when unknown.</param>
/// <param name="Duration">Length of the picture stream; null for live sources and where the container does not say.</param>
/// <param name="Codec">Name of the codec as ffmpeg has it.</param>
/// <param name="StreamIndex">Number of the picture stream among the streams of the file, from 0.</param>
/// <param name="RecordedAt">When the recording began, in UTC; null when the file does not say.</param>
public sealed record SourceInfo(ImageSize Size, double? FramesPerSecond, TimeSpan? Duration, string Codec, int StreamIndex, DateTimeOffset? RecordedAt);
