using System.Collections.Immutable;
using System.Text;

namespace Glip.Sinks;

/// <summary>A message for the broker, or from it. What MQTT 5 adds is left out where only 3.1.1 is spoken.</summary>
public sealed record MqttMessage
{
    /// <summary>Where it belongs: 1 to 65,535 bytes of UTF-8 without <c>+</c>, <c>#</c> and U+0000.</summary>
    public required string Topic { get; init; }

    /// <summary>What it says. Must not change until the answer is there.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    public MqttQos Qos { get; init; } = MqttQos.AtLeastOnce;

    /// <summary>The broker keeps it for those who come later; an empty payload takes away what it kept.</summary>
    public bool Retain { get; init; }

    /// <summary>After this time the broker throws it away; null for never. MQTT 5.</summary>
    public TimeSpan? Expiry { get; init; }

    /// <summary>MIME type of the payload. MQTT 5.</summary>
    public string? ContentType { get; init; }

    /// <summary>The payload is UTF-8 (payload format 1). MQTT 5.</summary>
    public bool IsText { get; init; }

    /// <summary>Names and values in order. MQTT 5.</summary>
    public ImmutableArray<KeyValuePair<string, string>> UserProperties { get; init; } = [];

    /// <summary>The most bytes that the packet may have; never less than it has.</summary>
    internal long MostPacketBytes =>
        5L + 2 + 4 + Utf8(Topic) + 2 + Payload.Length // header, length of topic and of properties, topic, identifier, payload
        + 5 + 2 + (ContentType is null ? 0 : 3 + Utf8(ContentType)) // expiry, format, content type
        + UserProperties.Sum(property => 5L + Utf8(property.Key) + Utf8(property.Value));

    private static int Utf8(string text) => Encoding.UTF8.GetByteCount(text);
}
