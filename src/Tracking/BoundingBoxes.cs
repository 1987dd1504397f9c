using Glip.Core;

namespace Glip.Tracking;

/// <summary>What tracking needs of boxes beyond their edges.</summary>
internal static class BoundingBoxes
{
    public static float LongerSide(this BoundingBox box) => Math.Max(box.Width, box.Height);

    public static (float X, float Y) Centre(this BoundingBox box) => ((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2);

    /// <summary>The box with each edge moved outwards.</summary>
    /// <param name="box">In pixels.</param>
    /// <param name="x">Pixels to the left and to the right.</param>
    /// <param name="y">Pixels up and down.</param>
    public static BoundingBox Widen(this BoundingBox box, float x, float y) => new(box.Left - x, box.Top - y, box.Right + x, box.Bottom + y);
}
