namespace Glip.Sinks;

/// <summary>Topics of Home Assistant.</summary>
public sealed class HomeAssistantTopics
{
    private readonly string _prefix;

    /// <param name="prefix">Where Home Assistant looks for devices, <c>homeassistant</c> unless its user chose another.</param>
    /// <exception cref="Core.ConfigurationException">The prefix is none.</exception>
    public HomeAssistantTopics(string prefix) => _prefix = TopicPrefix.Check(prefix);

    /// <summary>Where Home Assistant says <c>online</c> when it has started: the devices are to be told again then.</summary>
    public string Birth => $"{_prefix}/status";

    /// <summary>Where a stream is told as a device: <see cref="DiscoveryMessage"/>; an empty payload takes the device away.</summary>
    /// <param name="topics">Of the running program.</param>
    /// <param name="stream">Name of the stream.</param>
    public MqttTopic Discovery(GlipTopics topics, string stream) =>
        new($"{_prefix}/device/{DeviceName.Of(topics.Prefix, stream)}/config") { Retain = true, ContentType = MqttContent.Json };
}
