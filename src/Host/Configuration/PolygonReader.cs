using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Host;

/// <summary>Reads polygons of points in [0, 1], such as <c>[[0, 0], [0.3, 0], [0.3, 0.1], [0, 0.1]]</c>.</summary>
internal static class PolygonReader
{
    private const int MostPoints = 200;

    /// <summary>A simple polygon: with an area, and with edges that do not meet.</summary>
    public static ImmutableArray<ImagePoint> Read(YamlValue value)
    {
        var list = value.List();
        var read = list.Take(MostPoints).Select(Point).ToList();
        ImmutableArray<ImagePoint> points = [.. read.OfType<ImagePoint>()];
        if (points.Length < read.Count)
        {
            return points; // which of them is wrong was noted
        }

        if (list.Count is < 3 or > MostPoints)
        {
            value.Problem($"has {list.Count} points; expected 3 to {MostPoints} such as [0.2, 0.5]");
        }
        else if (IsOnOneLine(points))
        {
            value.Problem("has no area; expected points that are not on one line");
        }
        else if (Crossing(points) is var (one, other))
        {
            value.Problem($"crosses itself: the edge from point {one + 1} meets that from point {other + 1}; expected points in the order in which one walks around");
        }

        return points;
    }

    /// <summary>One point; null when it is none, which was noted then.</summary>
    public static ImagePoint? Point(YamlValue value)
    {
        if (!value.IsText && value.List() is [var x, var y])
        {
            return x.Number(0, 1) is { } left && y.Number(0, 1) is { } top ? new(left, top) : null;
        }

        value.Problem("is no point; expected two numbers from 0 to 1: [x, y]");
        return null;
    }

    /// <summary>Two edges that meet elsewhere than at the corner between them, by their first points.</summary>
    private static (int One, int Other)? Crossing(ImmutableArray<ImagePoint> points)
    {
        for (var one = 0; one < points.Length; one++)
        {
            for (var other = one + 1; other < points.Length; other++)
            {
                if (Meet(points, one, other))
                {
                    return (one, other);
                }
            }
        }

        return null;
    }

    private static bool Meet(ImmutableArray<ImagePoint> points, int one, int other)
    {
        var (a, b, c, d) = (points[one], Next(points, one), points[other], Next(points, other));
        if (other == one + 1 || (one == 0 && other == points.Length - 1))
        {
            // Neighbours share a corner; they meet elsewhere only when one goes back over the other.
            var (before, corner, after) = other == one + 1 ? (a, b, d) : (c, a, b);
            return Side(before, corner, after) == 0 && ((corner.X - before.X) * (after.X - corner.X)) + ((corner.Y - before.Y) * (after.Y - corner.Y)) <= 0;
        }

        return Apart(a, b, c, d) is false && Apart(c, d, a, b) is false;
    }

    /// <summary>Whether two points are on the same side of a line through two others, or all four on it side by side.</summary>
    private static bool Apart(ImagePoint a, ImagePoint b, ImagePoint c, ImagePoint d)
    {
        var (first, second) = (Side(a, b, c), Side(a, b, d));
        return first * second > 0
            || (first == 0 && second == 0 && (Math.Max(c.X, d.X) < Math.Min(a.X, b.X) || Math.Min(c.X, d.X) > Math.Max(a.X, b.X)
                || Math.Max(c.Y, d.Y) < Math.Min(a.Y, b.Y) || Math.Min(c.Y, d.Y) > Math.Max(a.Y, b.Y)));
    }

    private static bool IsOnOneLine(ImmutableArray<ImagePoint> points) => points.All(point => Side(points[0], points[1], point) == 0);

    private static int Side(ImagePoint from, ImagePoint to, ImagePoint point) =>
        Math.Sign(((to.X - from.X) * (point.Y - from.Y)) - ((to.Y - from.Y) * (point.X - from.X)));

    private static ImagePoint Next(ImmutableArray<ImagePoint> points, int index) => points[(index + 1) % points.Length];
}
