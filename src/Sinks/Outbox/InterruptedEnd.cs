using System.Buffers;
using System.Text.Json;

namespace Glip.Sinks;

/// <summary>The end of an event that was open when the program was killed, made from the event's last message: last known box and times.</summary>
internal static class InterruptedEnd
{
    /// <param name="last">JSON of the event's last message.</param>
    /// <param name="seq">Number of the new message.</param>
    public static byte[] Write(ReadOnlyMemory<byte> last, long seq)
    {
        using var message = JsonDocument.Parse(last);
        var output = new ArrayBufferWriter<byte>(last.Length + 64);
        using (var json = new Utf8JsonWriter(output, EventJson.Options))
        {
            json.WriteStartObject();
            foreach (var member in message.RootElement.EnumerateObject())
            {
                json.WritePropertyName(member.Name);
                Write(json, member, seq, message.RootElement);
            }

            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, JsonProperty member, long seq, JsonElement message)
    {
        switch (member.Name)
        {
            case "seq":
                json.WriteNumberValue(seq);
                break;
            case "type":
                json.WriteStringValue("end");
                break;
            case "end_reason":
                json.WriteStringValue("interrupted");
                break;
            case "ended_at":
                message.GetProperty("captured_at").WriteTo(json);
                break;
            case "zone" or "line" or "line_direction" or "line_label" or "dwell_s" or "dwell_threshold_s":
                json.WriteNullValue();
                break;
            case "changes":
                json.WriteStartArray();
                json.WriteEndArray();
                break;
            default:
                member.Value.WriteTo(json);
                break;
        }
    }
}
