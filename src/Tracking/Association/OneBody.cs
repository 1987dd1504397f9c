using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// The rule by which two boxes of different phrases are one body: IoU is at least 0.6, and no edge of one is further from the same edge of the
/// other than a fifth of the side of both together. Boxes of one body differ a little on all sides: <c>person</c> and <c>person in a red coat</c>.
/// Things that sit in or on one another share some edges and part at one: a helmet ends above the chin, a wheelchair below the head. A rider on a
/// bicycle or a driver in a car does not even come near in IoU.
/// </summary>
internal static class OneBody
{
    // Non-maximum suppression calls two boxes of one phrase the same thing from here on (microsoft/GLIP, MODEL.ATSS.NMS_TH).
    private const float LeastIoU = 0.6f;

    private const float MostApart = 0.2f;

    public static bool Holds(BoundingBox a, BoundingBox b) => a.IoU(b) >= LeastIoU && Apart(a, b) <= MostApart;

    /// <summary>The largest distance of two same edges, in sides of the smallest box around both.</summary>
    private static float Apart(BoundingBox a, BoundingBox b)
    {
        var width = Math.Max(a.Right, b.Right) - Math.Min(a.Left, b.Left);
        var height = Math.Max(a.Bottom, b.Bottom) - Math.Min(a.Top, b.Top);
        var x = Math.Max(Math.Abs(a.Left - b.Left), Math.Abs(a.Right - b.Right)) / width;
        var y = Math.Max(Math.Abs(a.Top - b.Top), Math.Abs(a.Bottom - b.Bottom)) / height;
        return Math.Max(x, y);
    }
}
