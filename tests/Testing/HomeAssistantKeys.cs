namespace Glip.Testing;

/// <summary>What Home Assistant takes in discovery messages.</summary>
/// <remarks>
/// Source: home-assistant.io, pages "MQTT binary sensor", "sensor", "image", "number", "switch", "text", "event", configuration variables; for the root,
/// home-assistant/core, components/mqtt/schemas.py, DEVICE_DISCOVERY_SCHEMA.
/// </remarks>
public static class HomeAssistantKeys
{
    public static readonly string[] Root =
    [
        "availability", "availability_mode", "availability_template", "availability_topic", "payload_available", "payload_not_available",
        "device", "components", "origin", "state_topic", "command_topic", "qos", "encoding",
    ];

    public static readonly string[] Device =
    [
        "configuration_url", "connections", "hw_version", "identifiers", "manufacturer", "model", "model_id", "name", "serial_number", "suggested_area", "sw_version", "via_device",
    ];

    public static readonly string[] Origin = ["name", "support_url", "sw_version"];

    private static readonly string[] s_common =
    [
        "availability", "availability_mode", "availability_template", "availability_topic", "default_entity_id", "device", "enabled_by_default", "encoding", "entity_category", "entity_picture",
        "icon", "json_attributes_template", "json_attributes_topic", "name", "p", "payload_available", "payload_not_available", "qos", "unique_id",
    ];

    private static readonly Dictionary<string, (string[] Required, string[] Optional)> s_platforms = new(StringComparer.Ordinal)
    {
        ["binary_sensor"] = (["state_topic"], ["device_class", "expire_after", "force_update", "off_delay", "payload_off", "payload_on", "value_template"]),
        ["sensor"] = (
            ["state_topic"],
            ["device_class", "expire_after", "force_update", "last_reset_value_template", "options", "state_class", "suggested_display_precision", "unit_of_measurement", "value_template"]),
        ["image"] = (["image_topic"], ["content_type", "image_encoding"]),
        ["number"] = (
            ["command_topic"],
            ["command_template", "device_class", "max", "min", "mode", "optimistic", "payload_reset", "retain", "state_topic", "step", "unit_of_measurement", "value_template"]),
        ["switch"] = (
            ["command_topic"],
            ["command_template", "device_class", "optimistic", "payload_off", "payload_on", "retain", "state_off", "state_on", "state_topic", "value_template"]),
        ["text"] = (["command_topic"], ["command_template", "max", "min", "mode", "pattern", "retain", "state_topic", "value_template"]),
        ["event"] = (["state_topic", "event_types"], ["device_class", "value_template"]),
    };

    public static IEnumerable<string> Of(string platform) => [.. s_common, .. s_platforms[platform].Required, .. s_platforms[platform].Optional];

    public static IEnumerable<string> RequiredOf(string platform) => ["p", "unique_id", .. s_platforms[platform].Required];
}
