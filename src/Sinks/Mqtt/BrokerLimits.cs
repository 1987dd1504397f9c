namespace Glip.Sinks;

/// <summary>What a broker asks for in its answer to CONNECT; always empty in MQTT 3.1.1.</summary>
/// <param name="ReceiveMaximum">Most messages that wait for its acknowledgement; null for 65,535.</param>
/// <param name="MaximumPacketBytes">Most bytes of a packet; null for what the protocol allows.</param>
/// <param name="Words">What it says for people.</param>
internal sealed record BrokerLimits(int? ReceiveMaximum, long? MaximumPacketBytes, string? Words);
