namespace Glip.Sinks;

/// <summary>How a link to a broker is doing, and why.</summary>
/// <param name="State">How it is doing.</param>
/// <param name="Reason">Why it waits, or what went wrong in stopping; one line, null for no reason.</param>
/// <param name="Pause">How long it waits before the next attempt.</param>
public sealed record MqttLinkStatus(MqttLinkState State, string? Reason = null, TimeSpan Pause = default);
