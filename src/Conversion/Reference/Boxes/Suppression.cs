namespace Glip.Conversion.Reference;

/// <summary>Non-maximum suppression within each phrase, then the best of all. Widths count the last pixel: right - left + 1.</summary>
/// <remarks>Source: microsoft/GLIP, csrc/cuda/ml_nms.cu, and modeling/rpn/inference.py, select_over_all_levels.</remarks>
internal static class Suppression
{
    private const float IouThreshold = 0.6f;
    private const int MaxDetections = 100;

    /// <returns>Best first; more than 100 only where the last ones have equal scores.</returns>
    public static IReadOnlyList<Candidate> Apply(IEnumerable<Candidate> candidates)
    {
        var kept = new List<Candidate>();
        foreach (var candidate in candidates.OrderByDescending(candidate => candidate.Score))
        {
            if (!kept.Exists(better => better.Phrase == candidate.Phrase && IoU(better.Box, candidate.Box) > IouThreshold))
            {
                kept.Add(candidate);
            }
        }

        return kept.Count <= MaxDetections ? kept : kept.FindAll(candidate => candidate.Score >= kept[MaxDetections - 1].Score);
    }

    public static float IoU(float[] a, float[] b)
    {
        var width = Math.Max(Math.Min(a[2], b[2]) - Math.Max(a[0], b[0]) + 1, 0);
        var height = Math.Max(Math.Min(a[3], b[3]) - Math.Max(a[1], b[1]) + 1, 0);
        var shared = width * height;
        return shared / (Area(a) + Area(b) - shared);
    }

    private static float Area(float[] box) => (box[2] - box[0] + 1) * (box[3] - box[1] + 1);
}
