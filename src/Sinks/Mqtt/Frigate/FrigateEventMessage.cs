using System.Text.Json;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>An event message as Frigate sends it.</summary>
/// <param name="Before">The object as it was told last.</param>
/// <param name="After">The object now.</param>
public sealed record FrigateEventMessage(FrigateObject Before, FrigateObject After)
{
    /// <summary>As on the wire.</summary>
    public string Type => After.Event.Type switch
    {
        EventType.Start => "new",
        EventType.End => "end",
        _ => "update",
    };

    /// <summary>The message as JSON in UTF-8.</summary>
    public byte[] ToJson() => MessageJson.Write(json =>
    {
        json.WriteString("type", Type);
        Write(json, "before", Before);
        Write(json, "after", After);
    });

    private static void Write(Utf8JsonWriter json, string name, FrigateObject o)
    {
        json.WriteStartObject(name);
        WriteHead(json, o);
        WriteSnapshot(json, o);
        WriteLabel(json, o);
        WritePlace(json, o);
        WriteZones(json, o);
        WriteMotion(json, o);
        WriteUnknown(json);
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, FrigateObject o)
    {
        json.WriteString("id", o.Id);
        json.WriteString("camera", o.Event.Stream.StreamId);
        json.WriteNumber("frame_time", FrigateObject.UnixSeconds(o.Event.Frame.CapturedAt));
    }

    private static void WriteSnapshot(Utf8JsonWriter json, FrigateObject o)
    {
        var best = o.Event.Best;
        json.WriteStartObject("snapshot");
        json.WriteNumber("frame_time", FrigateObject.UnixSeconds(best.Frame.CapturedAt));
        WriteBox(json, FrigateBox.Of(best.Box, best.Frame.Source));
        WriteIntegers(json, "region", [0, 0, best.Frame.Width, best.Frame.Height]);
        json.WriteNumber("score", WireNumber.Score(best.Score));
        json.WriteStartArray("attributes");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLabel(Utf8JsonWriter json, FrigateObject o)
    {
        json.WriteString("label", o.Label);
        if (o.SubLabel is var (text, topScore))
        {
            json.WriteStartArray("sub_label");
            json.WriteStringValue(text);
            json.WriteNumberValue(topScore);
            json.WriteEndArray();
        }
        else
        {
            json.WriteNull("sub_label");
        }

        json.WriteNumber("top_score", WireNumber.Score(o.Event.Leading.TopScore));
        json.WriteBoolean("false_positive", o.FalsePositive);
        json.WriteNumber("start_time", FrigateObject.UnixSeconds(o.Event.StartedAt));
        WriteEnd(json, o.Event);
        json.WriteNumber("score", WireNumber.Score(o.Event.Leading.Score));
    }

    private static void WriteEnd(Utf8JsonWriter json, PhraseEvent e)
    {
        if (e is { Type: EventType.End, EndedAt: { } endedAt })
        {
            json.WriteNumber("end_time", FrigateObject.UnixSeconds(endedAt));
        }
        else
        {
            json.WriteNull("end_time");
        }
    }

    private static void WritePlace(Utf8JsonWriter json, FrigateObject o)
    {
        var box = FrigateBox.Of(o.Event.Box, o.Event.Frame.Source);
        WriteBox(json, box);
        json.WriteNumber("ratio", box.Ratio);
        WriteIntegers(json, "region", [0, 0, o.Event.Frame.Width, o.Event.Frame.Height]);
    }

    private static void WriteZones(Utf8JsonWriter json, FrigateObject o)
    {
        EventJson.WriteNames(json, "current_zones", o.Event.Zones);
        EventJson.WriteNames(json, "entered_zones", o.Event.EnteredZones);
        json.WriteNull("thumbnail");
        json.WriteBoolean("has_snapshot", o.Event.Snapshot is not null);
        json.WriteBoolean("has_clip", false);
    }

    private static void WriteMotion(Utf8JsonWriter json, FrigateObject o)
    {
        json.WriteBoolean("active", !o.Event.Stationary);
        json.WriteBoolean("stationary", o.Event.Stationary);
        json.WriteNumber("motionless_count", o.MotionlessCount);
        json.WriteNumber("position_changes", o.PositionChanges);
    }

    /// <summary>What is not measured here.</summary>
    private static void WriteUnknown(Utf8JsonWriter json)
    {
        json.WriteStartObject("attributes");
        json.WriteEndObject();
        EventJson.WriteNames(json, "current_attributes", []);
        json.WriteNumber("current_estimated_speed", 0);
        json.WriteNumber("average_estimated_speed", 0);
        json.WriteNumber("velocity_angle", 0);
        json.WriteNull("recognized_license_plate");
        json.WriteNull("recognized_license_plate_score");
    }

    private static void WriteBox(Utf8JsonWriter json, FrigateBox box)
    {
        WriteIntegers(json, "box", [box.Left, box.Top, box.Right, box.Bottom]);
        json.WriteNumber("area", box.Area);
    }

    private static void WriteIntegers(Utf8JsonWriter json, string name, ReadOnlySpan<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
