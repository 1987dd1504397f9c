using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// The order of detections in a frame, best first; equal scores by phrase, then by box. Only detections that are the same in everything
/// are equal, so that the order in which a detector gives them changes nothing.
/// </summary>
internal static class DetectionOrder
{
    /// <summary>Kept, because a new delegate for each frame would cost memory.</summary>
    public static readonly Comparison<Detection> BestFirst = Compare;

    private static int Compare(Detection a, Detection b)
    {
        var order = b.Score.CompareTo(a.Score);
        if (order == 0 && !ReferenceEquals(a.Phrase, b.Phrase))
        {
            order = string.CompareOrdinal(a.Phrase.Text, b.Phrase.Text);
        }

        return order != 0 ? order : Compare(a.Box, b.Box);
    }

    private static int Compare(BoundingBox a, BoundingBox b)
    {
        var order = a.Left.CompareTo(b.Left);
        order = order != 0 ? order : a.Top.CompareTo(b.Top);
        order = order != 0 ? order : a.Right.CompareTo(b.Right);
        return order != 0 ? order : a.Bottom.CompareTo(b.Bottom);
    }
}
