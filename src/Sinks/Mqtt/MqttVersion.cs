namespace Glip.Sinks;

/// <summary>Version of the protocol, by the number that stands in CONNECT.</summary>
public enum MqttVersion
{
    /// <summary>MQTT 3.1.1: no properties, no reasons.</summary>
    V311 = 4,

    /// <summary>MQTT 5.</summary>
    V5 = 5,
}
