using System.Text;
using System.Text.Json;

namespace Glip.EndToEnd.Tests;

/// <summary>A message as somebody else saw it.</summary>
/// <param name="Topic">Where it was sent to.</param>
/// <param name="Payload">What it says.</param>
/// <param name="Retained">Whether the broker had kept it.</param>
/// <param name="Properties">User properties, as mosquitto_sub writes them.</param>
internal sealed record SeenMessage(string Topic, byte[] Payload, bool Retained, string Properties)
{
    /// <summary>How mosquitto_sub is to write it.</summary>
    public const string Format = "%r|%t|%x|%P";

    public string Text => Encoding.UTF8.GetString(Payload);

    public JsonElement Json => JsonElement.Parse(Payload);

    public static SeenMessage Parse(string line) => line.Split('|', 4) is [var retained, var topic, var payload, var properties]
        ? new(topic, Convert.FromHexString(payload), retained == "1", properties)
        : throw new FormatException(line);
}
