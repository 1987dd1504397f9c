namespace Glip.Ingest;

/// <summary>What ffprobe says of a container.</summary>
/// <param name="FormatName">Names of the format, separated by commas.</param>
/// <param name="StartTime">Earliest time of all streams, in seconds.</param>
/// <param name="Duration">Of the longest stream, in seconds.</param>
/// <param name="Tags">Only those that were asked for.</param>
internal sealed record ProbeFormat(string? FormatName, double? StartTime, double? Duration, IReadOnlyDictionary<string, string>? Tags);
