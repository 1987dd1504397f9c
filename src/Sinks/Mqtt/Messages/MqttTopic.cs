namespace Glip.Sinks;

/// <summary>A topic that the program writes, with what all its messages have in common.</summary>
/// <param name="Name">The topic itself.</param>
public sealed record MqttTopic(string Name)
{
    /// <summary>The broker keeps the last message for those who come later.</summary>
    public bool Retain { get; init; }

    public MqttQos Qos { get; init; } = MqttQos.AtLeastOnce;

    /// <summary>How long a message is of use; null for ever. That of an event counts from when it happened.</summary>
    public TimeSpan? Expiry { get; init; }

    /// <summary>MIME type of the payload.</summary>
    public string ContentType { get; init; } = MqttContent.Text;

    /// <summary>The payload is UTF-8 (payload format 1).</summary>
    public bool IsText => ContentType != MqttContent.Jpeg;

    /// <summary>A message for it.</summary>
    public MqttMessage Message(ReadOnlyMemory<byte> payload) => new()
    {
        Topic = Name,
        Payload = payload,
        Retain = Retain,
        Qos = Qos,
        Expiry = Expiry,
        ContentType = ContentType,
        IsText = IsText,
    };
}
