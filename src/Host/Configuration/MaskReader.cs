using System.Collections.Immutable;

namespace Glip.Host;

/// <summary>Reads areas that are never looked at: polygons of points in [0, 1], such as <c>[[0, 0], [0.3, 0], [0.3, 0.1], [0, 0.1]]</c>.</summary>
internal static class MaskReader
{
    public static ImmutableArray<ImmutableArray<(double X, double Y)>> Read(YamlValue? value) => [.. value?.List().Select(Polygon) ?? []];

    private static ImmutableArray<(double X, double Y)> Polygon(YamlValue value)
    {
        var points = value.List();
        if (points.Count < 3)
        {
            value.Problem($"has {points.Count} points; expected at least 3 such as [0.2, 0.5]");
        }

        return [.. points.Select(Point)];
    }

    private static (double X, double Y) Point(YamlValue value)
    {
        if (value.List() is [var x, var y])
        {
            return (x.Number(0, 1) ?? 0, y.Number(0, 1) ?? 0);
        }

        value.Problem("is no point; expected two numbers from 0 to 1: [x, y]");
        return default;
    }
}
