using Glip.Core;

namespace Glip.Tracking;

/// <summary>Sizes that do not depend on the resolution.</summary>
internal static class BoxSize
{
    /// <summary>The longer side of a box as a share of the same side of the image, in [0, 1] for a box inside it.</summary>
    public static double ShareOf(this BoundingBox box, ImageSize image) =>
        box.Width > box.Height ? (double)box.Width / image.Width : (double)box.Height / image.Height;
}
