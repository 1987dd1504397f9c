using Glip.Core;

namespace Glip.Sinks;

/// <summary>The entities of a stream as a whole: switch, prompt, events and how it is doing.</summary>
internal static class StreamComponents
{
    /// <summary>Longest state that Home Assistant takes, in characters of Unicode.</summary>
    private const int MaxState = 255;

    private const string Attributes =
        "{{ {'prompt_version': value_json.prompt_version, 'state': value_json.state, 'error': value_json.error.message if value_json.error else none} | to_json }}";

    private static readonly string[] s_eventMembers =
    [
        "event_id", "seq", "phrase", "phrase_slug", "score", "top_score", "track_id", "zone", "zones", "line", "line_direction", "line_label",
        "dwell_s", "stationary", "captured_at", "latency_ms", "snapshot_path", "end_reason",
    ];

    public static void Write(ComponentWriter writer, DiscoveredStream stream)
    {
        var topics = stream.Topics.Of(stream.Stream);
        if (stream.Control)
        {
            WriteSwitch(writer, topics);
            WritePrompt(writer, topics, stream.Prompt);
        }

        WriteEvents(writer, topics);
        WriteFps(writer, topics);
        WriteLatency(writer, topics);
        WriteDropped(writer, topics);
        WriteState(writer, topics);
    }

    private static void WriteSwitch(ComponentWriter writer, StreamTopics topics) => writer.Write("enabled", "switch", "Enabled", "enabled", () =>
    {
        writer.Json.WriteString("command_topic", topics.EnabledSet);
        writer.Json.WriteString("state_topic", topics.EnabledState.Name);
    });

    /// <summary>Taken away while the text is longer than a state may be.</summary>
    private static void WritePrompt(ComponentWriter writer, StreamTopics topics, Prompt prompt)
    {
        if (PromptStateMessage.TextOf(prompt).EnumerateRunes().Count() > MaxState)
        {
            writer.WriteRemoved("prompt", "text");
            return;
        }

        writer.Write("prompt", "text", "Phrases", "phrases", () =>
        {
            writer.Json.WriteString("entity_category", "config");
            writer.Json.WriteString("icon", "mdi:text-search");
            writer.Json.WriteString("command_topic", topics.PromptSet);
            writer.Json.WriteString("state_topic", topics.PromptState.Name);
            writer.Json.WriteString("value_template", "{{ value_json.text }}");
            writer.Json.WriteNumber("min", 1);
            writer.Json.WriteNumber("max", MaxState);
            writer.Json.WriteString("json_attributes_topic", topics.PromptState.Name);
            writer.Json.WriteString("json_attributes_template", Attributes);
        });
    }

    /// <summary>Events that come late give nothing, so that they start no automation.</summary>
    private static void WriteEvents(ComponentWriter writer, StreamTopics topics) => writer.Write("events", "event", "Events", "events", () =>
    {
        writer.Json.WriteString("icon", "mdi:cctv");
        writer.Json.WriteString("state_topic", topics.Events.Name);
        WriteNames(writer, "event_types", Enum.GetValues<EventType>().Select(EventJson.Name));
        var members = string.Join(", ", s_eventMembers.Select(name => $"'{name}': value_json.{name}"));
        writer.Json.WriteString("value_template", $"{{% if not value_json.replayed %}}{{{{ {{'event_type': value_json.type, {members}}} | to_json }}}}{{% endif %}}");
    });

    private static void WriteFps(ComponentWriter writer, StreamTopics topics) => writer.Write("fps", "sensor", "Processed frames", "fps", () =>
    {
        WriteDiagnostic(writer, topics, "{{ value_json.fps_processed }}");
        writer.Json.WriteString("state_class", "measurement");
        writer.Json.WriteString("unit_of_measurement", "fps");
    });

    private static void WriteLatency(ComponentWriter writer, StreamTopics topics) => writer.Write("latency", "sensor", "Latency (p95)", "latency", () =>
    {
        WriteDiagnostic(writer, topics, "{{ value_json.latency_p95_ms if value_json.latency_p95_ms is not none else 'None' }}");
        writer.Json.WriteString("state_class", "measurement");
        writer.Json.WriteString("unit_of_measurement", "ms");
        writer.Json.WriteString("device_class", "duration");
    });

    private static void WriteDropped(ComponentWriter writer, StreamTopics topics) => writer.Write("dropped", "sensor", "Dropped frames", "dropped", () =>
    {
        WriteDiagnostic(writer, topics, "{{ value_json.frames_dropped_total }}");
        writer.Json.WriteString("state_class", "total_increasing");
        writer.Json.WriteString("unit_of_measurement", "frames");
    });

    private static void WriteState(ComponentWriter writer, StreamTopics topics) => writer.Write("state", "sensor", "Stream state", "state", () =>
    {
        writer.Json.WriteString("device_class", "enum");
        WriteNames(writer, "options", Enum.GetValues<StreamState>().Select(EventJson.Name));
        WriteDiagnostic(writer, topics, "{{ value_json.state }}");
    });

    private static void WriteDiagnostic(ComponentWriter writer, StreamTopics topics, string template)
    {
        writer.Json.WriteString("entity_category", "diagnostic");
        writer.Json.WriteString("state_topic", topics.Status.Name);
        writer.Json.WriteString("value_template", template);
    }

    private static void WriteNames(ComponentWriter writer, string name, IEnumerable<string> names)
    {
        writer.Json.WriteStartArray(name);
        names.ToList().ForEach(writer.Json.WriteStringValue);
        writer.Json.WriteEndArray();
    }
}
