using System.Collections.Immutable;

namespace Glip.Inference;

/// <summary>Non-maximum suppression: of boxes of one phrase that overlap, only the best stays.</summary>
/// <param name="IouThreshold">A box goes when its IoU with a better one is above this.</param>
/// <param name="PixelOffset">1 where edges are inclusive pixels, so that widths are right - left + 1; else 0.</param>
/// <param name="MaxDetections">Boxes that stay, at least 1; more only where the last ones have equal scores.</param>
/// <remarks>
/// Source: microsoft/GLIP, maskrcnn_benchmark/csrc/cuda/ml_nms.cu, and modeling/rpn/inference.py, select_over_all_levels.
/// The reference suppresses each label by itself and then keeps the best of all; going through all labels by falling score gives the
/// same and may stop as soon as enough are kept.
/// </remarks>
internal readonly record struct Nms(float IouThreshold, int PixelOffset, int MaxDetections)
{
    /// <summary>Chooses candidates.</summary>
    /// <param name="boxes">[M, 4] left, top, right, bottom in pixels of the resized image.</param>
    /// <param name="scores">[M]; 0 = no candidate.</param>
    /// <param name="phrases">[M] phrase of each candidate.</param>
    /// <returns>Indices of those that stay, best first, of equal ones the lower index first.</returns>
    /// <exception cref="ArgumentException">The spans do not belong together.</exception>
    public ImmutableArray<int> Keep(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, ReadOnlySpan<long> phrases)
    {
        if (boxes.Length != scores.Length * 4 || phrases.Length != scores.Length)
        {
            throw new ArgumentException($"{boxes.Length} box edges and {phrases.Length} phrases for {scores.Length} scores.", nameof(boxes));
        }

        var kept = ImmutableArray.CreateBuilder<int>();
        foreach (var candidate in BestFirst(scores))
        {
            if (kept.Count >= MaxDetections && scores[candidate] < scores[kept[MaxDetections - 1]])
            {
                break;
            }

            if (!IsSuppressed(candidate, kept, boxes, phrases))
            {
                kept.Add(candidate);
            }
        }

        return kept.ToImmutable();
    }

    private static int[] BestFirst(ReadOnlySpan<float> scores)
    {
        var order = new List<int>(scores.Length);
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] > 0)
            {
                order.Add(i);
            }
        }

        var keys = scores.ToArray();
        return [.. order.OrderByDescending(i => keys[i])]; // a stable sort
    }

    private bool IsSuppressed(int candidate, ImmutableArray<int>.Builder kept, ReadOnlySpan<float> boxes, ReadOnlySpan<long> phrases)
    {
        var box = boxes.Slice(candidate * 4, 4);
        foreach (var better in kept)
        {
            if (phrases[better] == phrases[candidate] && IoU(boxes.Slice(better * 4, 4), box) > IouThreshold)
            {
                return true;
            }
        }

        return false;
    }

    private float IoU(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var width = Math.Max(Math.Min(a[2], b[2]) - Math.Max(a[0], b[0]) + PixelOffset, 0);
        var height = Math.Max(Math.Min(a[3], b[3]) - Math.Max(a[1], b[1]) + PixelOffset, 0);
        var intersection = width * height;
        return intersection / (Area(a) + Area(b) - intersection);
    }

    private float Area(ReadOnlySpan<float> box) => (box[2] - box[0] + PixelOffset) * (box[3] - box[1] + PixelOffset);
}
