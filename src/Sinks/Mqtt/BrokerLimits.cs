namespace Glip.Sinks;

/// <summary>
/// What a broker asks for in its answer to CONNECT; always empty in MQTT 3.1.1. How many unacknowledged messages it takes is heeded by the
/// library.
/// </summary>
/// <param name="MaximumPacketBytes">Most bytes of a packet; null for what the protocol allows.</param>
/// <param name="Words">What it says for people.</param>
internal sealed record BrokerLimits(long? MaximumPacketBytes, string? Words);
