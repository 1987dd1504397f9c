using System.Text.Json;

namespace Glip.Sinks;

/// <summary>Writes the entities of a device.</summary>
/// <param name="json">Stands inside of the object of components.</param>
/// <param name="stream">What is told.</param>
internal sealed class ComponentWriter(Utf8JsonWriter json, DiscoveredStream stream)
{
    private readonly string _instanceStatus = stream.Topics.Status.Name;
    private readonly string _streamStatus = stream.Topics.Of(stream.Stream).Status.Name;

    /// <summary>Name of the device, the beginning of all ids.</summary>
    public string Device { get; } = DeviceName.Of(stream.Topics.Prefix, stream.Stream);

    public Utf8JsonWriter Json => json;

    /// <summary>Writes an entity.</summary>
    /// <param name="key">Its name in the device.</param>
    /// <param name="platform">Its kind.</param>
    /// <param name="name">Its name for people.</param>
    /// <param name="entity">The end of its first id.</param>
    /// <param name="members">Writes what is its own.</param>
    public void Write(string key, string platform, string name, string entity, Action members)
    {
        json.WriteStartObject(key);
        json.WriteString("p", platform);
        json.WriteString("unique_id", $"{Device}_{key}");
        json.WriteString("name", name);
        members();
        json.WriteString("default_entity_id", $"{platform}.{DeviceName.EntityId(Device)}_{entity}");
        json.WriteEndObject();
    }

    /// <summary>Takes an entity away.</summary>
    public void WriteRemoved(string key, string platform)
    {
        json.WriteStartObject(key);
        json.WriteString("p", platform);
        json.WriteEndObject();
    }

    /// <summary>Available while the program runs and, if so wished, frames of the stream arrive.</summary>
    public void WriteAvailability(bool withStream)
    {
        json.WriteStartArray("availability");
        WriteAvailability(_instanceStatus, "value");
        if (withStream)
        {
            WriteAvailability(_streamStatus, "value_json.state");
        }

        json.WriteEndArray();
        json.WriteString("availability_mode", "all");
    }

    private void WriteAvailability(string topic, string value)
    {
        json.WriteStartObject();
        json.WriteString("topic", topic);
        json.WriteString("value_template", $"{{{{ 'online' if {value} == 'online' else 'offline' }}}}");
        json.WriteEndObject();
    }
}
