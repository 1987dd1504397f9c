namespace Glip.Host;

/// <summary>What is to be calibrated.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Videos">Quiet footage; empty for the stream's own source.</param>
/// <param name="Duration">How long a camera is looked at.</param>
/// <param name="Wanted">False alarms of each phrase.</param>
/// <param name="Target">Full path of the file that is written.</param>
internal sealed record CalibrationOrder(StreamConfiguration Stream, IReadOnlyCollection<string> Videos, TimeSpan Duration, AlarmRate Wanted, string Target);
