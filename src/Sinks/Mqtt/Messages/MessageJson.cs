using System.Buffers;
using System.Text.Json;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>What the JSON of all messages has in common.</summary>
internal static class MessageJson
{
    private const int Schema = 1;

    /// <summary>One object in UTF-8.</summary>
    /// <param name="members">Writes its members.</param>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output, EventJson.Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    public static void WriteHead(this Utf8JsonWriter json, string stream)
    {
        json.WriteNumber("schema", Schema);
        json.WriteString("stream", stream);
    }

    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset time) => json.WriteString(name, WireTime.Text(time));

    public static void WriteNumber(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteModel(this Utf8JsonWriter json, ModelIdentity? model)
    {
        if (model is null)
        {
            json.WriteNull("model");
            return;
        }

        json.WriteStartObject("model");
        json.WriteString("name", model.Name);
        json.WriteString("sha256", model.Sha256);
        json.WriteEndObject();
    }
}
