namespace Glip.Sinks;

/// <summary>A message that somebody sent to control something. Nothing of it is known to be right.</summary>
/// <param name="Topic">Where it was sent to.</param>
/// <param name="Payload">What it says.</param>
public sealed record ControlMessage(ControlTopic Topic, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Whether the broker kept it: it would come again at every start.</summary>
    public bool Retained { get; init; }

    /// <summary>User property <c>request_id</c> of MQTT 5; null without one.</summary>
    public string? RequestId { get; init; }
}
