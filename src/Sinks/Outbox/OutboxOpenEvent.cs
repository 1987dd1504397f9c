namespace Glip.Sinks;

/// <summary>An event that has not ended.</summary>
/// <param name="EventId">As on the wire.</param>
/// <param name="Salvaged">Whether its messages were lost with a damaged file.</param>
/// <param name="Payload">JSON of its last message.</param>
internal sealed record OutboxOpenEvent(string EventId, bool Salvaged, byte[] Payload);
