using Glip.Core;

namespace Glip.Tracking;

/// <summary>Points in polygons.</summary>
internal static class Polygons
{
    /// <summary>
    /// Whether a point lies in a zone, by the even-odd rule. The edges belong to it: whoever stands at the lower edge of the image
    /// is in a zone that ends there, and on an edge that two zones share one is in both.
    /// </summary>
    public static bool Contains(this Zone zone, ImagePoint point)
    {
        var inside = false;
        var from = zone.Points[^1];
        foreach (var to in zone.Points)
        {
            var side = Side(from, to, point);
            if (side == 0 && Between(from, to, point))
            {
                return true;
            }

            // The edge passes the height of the point, and does so to the right of it.
            if (from.Y > point.Y != to.Y > point.Y && side > 0 == to.Y > from.Y)
            {
                inside = !inside;
            }

            from = to;
        }

        return inside;
    }

    /// <summary>Twice the area of the triangle; its sign tells the side of the line from one point to another that a third lies on.</summary>
    private static double Side(ImagePoint from, ImagePoint to, ImagePoint point) =>
        ((to.X - from.X) * (point.Y - from.Y)) - ((to.Y - from.Y) * (point.X - from.X));

    private static bool Between(ImagePoint from, ImagePoint to, ImagePoint point) =>
        point.X >= Math.Min(from.X, to.X) && point.X <= Math.Max(from.X, to.X) && point.Y >= Math.Min(from.Y, to.Y) && point.Y <= Math.Max(from.Y, to.Y);
}
