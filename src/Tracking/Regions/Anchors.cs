using Glip.Core;

namespace Glip.Tracking;

/// <summary>The points of boxes that count for zones and lines.</summary>
internal static class Anchors
{
    /// <summary>Where an object is, in [0, 1]: a point of that part of its box which lies inside the image.</summary>
    public static ImagePoint AnchorIn(this BoundingBox box, ImageSize image, RegionAnchor anchor)
    {
        var seen = box.ClipTo(image);
        var y = anchor == RegionAnchor.Bottom ? seen.Bottom : seen.Centre().Y;
        return new((double)seen.Centre().X / image.Width, (double)y / image.Height);
    }
}
