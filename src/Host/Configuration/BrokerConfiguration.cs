using Glip.Sinks;

namespace Glip.Host;

/// <summary>The broker, and what is told there.</summary>
/// <param name="Address">Where it is.</param>
internal sealed record BrokerConfiguration(MqttAddress Address)
{
    /// <summary>What stands before all topics.</summary>
    public string Prefix { get; init; } = "glip";

    /// <summary>Whether others may change what is sought, by messages.</summary>
    public bool Control { get; init; } = true;

    public MqttTls Tls { get; init; } = new();

    /// <summary>Where Home Assistant looks for devices; null when it is told of none.</summary>
    public string? HomeAssistant { get; init; } = "homeassistant";

    /// <summary>Topics and messages of Frigate; null for none.</summary>
    public FrigateSettings? Frigate { get; init; }
}
