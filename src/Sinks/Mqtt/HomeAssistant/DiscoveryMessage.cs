using System.Reflection;
using System.Text.Json;

namespace Glip.Sinks;

/// <summary>A stream as one device of Home Assistant, with all its entities.</summary>
/// <remarks>Source: Home Assistant, MQTT integration, "Device discovery payload"; the root takes no other members.</remarks>
public static class DiscoveryMessage
{
    private static readonly string s_version = typeof(DiscoveryMessage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The message as JSON in UTF-8.</summary>
    public static byte[] ToJson(DiscoveredStream stream) => MessageJson.Write(json =>
    {
        var components = new ComponentWriter(json, stream);
        WriteDevice(json, components.Device, stream.Stream);
        WriteOrigin(json);
        json.WriteNumber("qos", (int)MqttQos.AtLeastOnce);
        components.WriteAvailability(withStream: false);
        json.WriteStartObject("components");
        PhraseComponents.Write(components, stream);
        StreamComponents.Write(components, stream);
        json.WriteEndObject();
    });

    private static void WriteDevice(Utf8JsonWriter json, string device, string name)
    {
        json.WriteStartObject("device");
        json.WriteStartArray("identifiers");
        json.WriteStringValue(device);
        json.WriteEndArray();
        json.WriteString("name", name);
        json.WriteString("manufacturer", "glip");
        json.WriteString("model", "Phrase detector");
        json.WriteString("sw_version", s_version);
        json.WriteEndObject();
    }

    private static void WriteOrigin(Utf8JsonWriter json)
    {
        json.WriteStartObject("origin");
        json.WriteString("name", "glip");
        json.WriteString("sw_version", s_version);
        json.WriteEndObject();
    }
}
