using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Glip.Host;

/// <summary>Log lines for programs: an object with <c>time</c>, <c>level</c>, <c>stream</c>, <c>message</c> and <c>fields</c>.</summary>
internal static class JsonLog
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Format(LogLine line)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, s_options))
        {
            json.WriteStartObject();
            json.WriteString("time", line.TimeText);
            json.WriteString("level", line.LevelText);
            json.WriteString("stream", line.Stream);
            json.WriteString("message", line.Message);
            json.WriteStartObject("fields");
            foreach (var (key, value) in line.Fields)
            {
                Write(json, key, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, string key, object? value)
    {
        switch (value)
        {
            case bool flag:
                json.WriteBoolean(key, flag);
                break;
            case long number:
                json.WriteNumber(key, number);
                break;
            case double number:
                json.WriteNumber(key, number);
                break;
            default:
                json.WriteString(key, value as string);
                break;
        }
    }
}
