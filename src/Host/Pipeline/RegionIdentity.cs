using System.Text.Json;
using Glip.Core;

namespace Glip.Host;

/// <summary>Zones and lines as they decide the result of a run: members sorted, in the order of the configuration, which is that of messages.</summary>
internal static class RegionIdentity
{
    public static void Write(Utf8JsonWriter writer, StreamRegions regions)
    {
        writer.WriteStartObject("regions");
        writer.WriteStartArray("lines");
        foreach (var line in regions.Lines)
        {
            Write(writer, line);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("zones");
        foreach (var zone in regions.Zones)
        {
            Write(writer, zone);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, DirectedLine line)
    {
        writer.WriteStartObject();
        writer.WriteString("anchor", line.Anchor.ToString());
        WriteNumbers(writer, "from", [line.From.X, line.From.Y]);
        writer.WriteString("left_to_right", line.LeftToRight);
        writer.WriteString("name", line.Name);
        writer.WriteString("right_to_left", line.RightToLeft);
        WriteNumbers(writer, "to", [line.To.X, line.To.Y]);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Zone zone)
    {
        writer.WriteStartObject();
        writer.WriteString("anchor", zone.Anchor.ToString());
        WriteNumbers(writer, "dwell_s", zone.Dwell.Select(limit => limit.TotalSeconds));
        writer.WriteNumber("inertia", zone.Inertia);
        writer.WriteString("name", zone.Name);
        WriteNumbers(writer, "points", zone.Points.SelectMany(point => new[] { point.X, point.Y }));
        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IEnumerable<double> numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }
}
