using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Host;

/// <summary>Reads the zones and lines of a stream, each below its name.</summary>
internal static class RegionReader
{
    private const int MostRegions = 64;
    private const int MostLimits = 16;

    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(30);

    public static StreamRegions Read(YamlSection stream)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return new([.. Each(stream.Optional("zones"), names, Zone)], [.. Each(stream.Optional("lines"), names, Line)]);
    }

    private static List<T> Each<T>(YamlValue? group, HashSet<string> names, Func<string, YamlSection, T> read)
    {
        var regions = new List<T>();
        foreach (var (name, value) in group?.Section().Entries() ?? [])
        {
            ConfigurationReader.CheckName(name, value);
            if (!names.Add(name))
            {
                value.Problem("has the name of a zone; expected each name once");
            }

            var section = value.Section();
            regions.Add(read(name, section));
            section.RefuseOthers();
        }

        if (regions.Count > MostRegions)
        {
            group!.Problem($"has {regions.Count} entries; expected at most {MostRegions}");
        }

        return regions;
    }

    private static Zone Zone(string name, YamlSection section)
    {
        var points = section.Required("points", "the corners of the zone, such as [[0.1, 0.5], [0.9, 0.5], [0.5, 1]]");
        return new(name, points is null ? [] : PolygonReader.Read(points))
        {
            Inertia = section.Optional("inertia")?.Integer(1, 100) ?? 3,
            Dwell = Limits(section.Optional("dwell")),
            Anchor = Anchor(section),
        };
    }

    private static ImmutableArray<TimeSpan> Limits(YamlValue? value)
    {
        var limits = ImmutableArray.CreateBuilder<TimeSpan>();
        foreach (var item in value?.List() ?? [])
        {
            var limit = item.Duration(s_shortest, s_longest) ?? s_longest;
            if (limits.Count > 0 && limit <= limits[^1])
            {
                item.Problem($"is '{Durations.Write(limit)}', after {Durations.Write(limits[^1])}; expected rising times");
            }

            limits.Add(limit);
        }

        if (limits.Count > MostLimits)
        {
            value!.Problem($"has {limits.Count} times; expected at most {MostLimits}");
        }

        return limits.ToImmutable();
    }

    private static DirectedLine Line(string name, YamlSection section)
    {
        var from = Point(section.Required("from", "the first point, such as [0.2, 0.6]"));
        var toValue = section.Required("to", "the second point, such as [0.8, 0.6]");
        var to = Point(toValue);
        if (from is not null && from == to)
        {
            toValue!.Problem("is the same point as from; expected another one");
        }

        return new(name, from ?? default, to ?? default)
        {
            LeftToRight = Label(section.Optional("left_to_right")),
            RightToLeft = Label(section.Optional("right_to_left")),
            Anchor = Anchor(section),
        };
    }

    private static ImagePoint? Point(YamlValue? value) => value is null ? null : PolygonReader.Point(value);

    private static string? Label(YamlValue? value) => value?.Match(@"^[^\p{C}]{1,64}\z", "1 to 64 characters, such as in");

    private static RegionAnchor Anchor(YamlSection section) =>
        section.Optional("anchor")?.Choice(("bottom", RegionAnchor.Bottom), ("centre", RegionAnchor.Centre)) ?? RegionAnchor.Bottom;
}
