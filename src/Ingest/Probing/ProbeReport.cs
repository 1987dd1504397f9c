namespace Glip.Ingest;

/// <summary>What ffprobe writes.</summary>
internal sealed record ProbeReport(IReadOnlyList<ProbeStream>? Streams, ProbeFormat? Format);
