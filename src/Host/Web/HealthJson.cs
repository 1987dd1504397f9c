using System.Buffers;
using System.Text.Json;
using Glip.Core;

namespace Glip.Host;

/// <summary>
/// Writes how the service is: <c>{"ready":true,"streams":[{"id":"front_door","state":"online",…}]}</c>. The reasons of states are left out:
/// they may say where a camera is.
/// </summary>
internal static class HealthJson
{
    public static ReadOnlyMemory<byte> Write(bool ready, IReadOnlyList<StreamStatus> streams)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteBoolean("ready", ready);
            json.WriteStartArray("streams");
            foreach (var stream in streams)
            {
                Write(json, stream);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, StreamStatus stream)
    {
        json.WriteStartObject();
        json.WriteString("id", stream.StreamId);
        json.WriteString("state", JsonNamingPolicy.SnakeCaseLower.ConvertName(stream.State.ToString()));
        json.WriteString("since", LogValue.TimeText(stream.Since));
        if (stream.LastFrameAge is { } age)
        {
            json.WriteNumber("last_frame_age_s", Math.Round(age.TotalSeconds, 3));
        }
        else
        {
            json.WriteNull("last_frame_age_s");
        }

        json.WriteNumber("reconnects", stream.Reconnects);
        json.WriteEndObject();
    }
}
