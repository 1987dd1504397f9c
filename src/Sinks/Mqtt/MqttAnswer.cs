using Glip.Core;

namespace Glip.Sinks;

/// <summary>What the broker, or this side before sending, says to a message or a subscription.</summary>
/// <param name="ReasonCode">Reason code of MQTT 5; 0 for an acknowledgement in MQTT 3.1.1.</param>
/// <param name="Text">The same in one line for people.</param>
public readonly record struct MqttAnswer(int ReasonCode, string Text)
{
    /// <summary>The broker has the message (0x00, or 0x10 when nobody listens), or grants the subscription.</summary>
    public bool IsAccepted => ReasonCode < 0x80;

    /// <summary>The same message will never be accepted: not allowed, too large, bad format. After other refusals it may be sent again after a pause.</summary>
    public bool IsFinal => ReasonCode is MqttReason.NotAuthorised or MqttReason.PacketTooLarge or MqttReason.PayloadFormatInvalid;

    /// <param name="code">Reason code.</param>
    /// <param name="about">What it is about: the topic or filter.</param>
    /// <param name="words">What the broker or this side adds; null for nothing.</param>
    internal static MqttAnswer Of(int code, string about, string? words) =>
        new(code, Redaction.Hide($"'{about}': {MqttReason.Describe(code)}{(words is null ? string.Empty : $", {words}")}"));
}
