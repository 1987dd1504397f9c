using Glip.Core;

namespace Glip.Sinks;

/// <summary>Topics of the mode that is compatible with Frigate.</summary>
/// <remarks>Source: Frigate 0.18, documentation, "MQTT".</remarks>
public sealed class FrigateTopics
{
    private readonly string _prefix;
    private readonly MqttQos _eventsQos;

    /// <param name="prefix">One or more levels; <c>frigate</c> unless its user chose another.</param>
    /// <param name="eventsQos">Of events; Frigate itself does not ask for an acknowledgement.</param>
    /// <exception cref="ConfigurationException">The prefix is none.</exception>
    public FrigateTopics(string prefix, MqttQos eventsQos = MqttQos.AtMostOnce)
    {
        _prefix = TopicPrefix.Check(prefix);
        _eventsQos = eventsQos;
    }

    /// <summary>Whether the program runs: as <see cref="GlipTopics.Status"/>.</summary>
    public MqttTopic Available => Retained("available");

    /// <summary>Events of all streams: <see cref="FrigateEventMessage"/>.</summary>
    public MqttTopic Events => new(Name("events")) { ContentType = MqttContent.Json, Qos = _eventsQos };

    /// <summary>A count, told on change and on connecting.</summary>
    public MqttTopic Count(FrigateCount count) => new(Name($"{count.Place}/{count.Label}{(count.ActiveOnly ? "/active" : string.Empty)}"));

    /// <summary>Best picture of the latest event with the label.</summary>
    public MqttTopic Snapshot(string camera, string label) => Retained($"{camera}/{label}/snapshot") with { ContentType = MqttContent.Jpeg };

    /// <summary>How the stream is doing: <see cref="DetectStatus"/>; told on change and on connecting.</summary>
    public MqttTopic Status(string camera) => new(Name($"{camera}/status/detect"));

    /// <summary>Whether the stream is switched on, under both names that Frigate has for it: <see cref="PlainState.OnOff"/>.</summary>
    public IReadOnlyList<MqttTopic> EnabledStates(string camera) => [Retained($"{camera}/enabled/state"), Retained($"{camera}/detect/state")];

    /// <summary>What to subscribe to: both switches of a stream.</summary>
    public IReadOnlyList<string> Controls(string camera) => [Name($"{camera}/enabled/set"), Name($"{camera}/detect/set")];

    /// <summary>What a topic that somebody wrote to controls; null when it controls nothing. The stream need not exist.</summary>
    public ControlTopic? Control(string topic)
    {
        if (!topic.StartsWith(_prefix, StringComparison.Ordinal) || topic.Length <= _prefix.Length)
        {
            return null;
        }

        return topic[_prefix.Length..].Split('/') is ["", var camera, "enabled" or "detect", "set"] ? new(ControlKind.Enabled, topic, camera) : null;
    }

    /// <summary>Payload of <see cref="Status"/>: <c>online</c>, <c>disabled</c>, or <c>offline</c>.</summary>
    public static ReadOnlyMemory<byte> DetectStatus(StreamState state) => state switch
    {
        StreamState.Online => PlainState.Online,
        StreamState.Disabled => PlainState.Disabled,
        _ => PlainState.Offline,
    };

    /// <summary>Refuses zones with the name of a stream: their counts would have the same topics.</summary>
    /// <param name="streams">Names of all streams.</param>
    /// <param name="zones">Names of the zones of all streams.</param>
    /// <exception cref="ConfigurationException">There is one.</exception>
    public static void CheckNames(IEnumerable<string> streams, IEnumerable<string> zones)
    {
        if (zones.Intersect(streams, StringComparer.Ordinal).FirstOrDefault() is { } both)
        {
            throw new ConfigurationException($"'{both}' is both a zone and a stream, which topics of Frigate cannot tell apart; expected different names while frigate is enabled");
        }
    }

    private MqttTopic Retained(string rest) => new(Name(rest)) { Retain = true };

    private string Name(string rest) => $"{_prefix}/{rest}";
}
