namespace Glip.Sinks;

/// <summary>How sure the delivery of a message is.</summary>
public enum MqttQos
{
    /// <summary>Handed to the network, and forgotten.</summary>
    AtMostOnce = 0,

    /// <summary>The broker says that it has it.</summary>
    AtLeastOnce = 1,
}
