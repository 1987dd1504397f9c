namespace Glip.Inference.Tests;

/// <summary>The rule of the specification word by word: each phrase by itself, then the best of all.</summary>
internal static class NaiveNms
{
    public static IEnumerable<int> Keep(Candidate[] candidates, Nms rule)
    {
        var survivors = new List<int>();
        foreach (var phrase in candidates.Select(c => c.Phrase).Distinct())
        {
            var left = Ordered(candidates, Enumerable.Range(0, candidates.Length).Where(i => candidates[i].Phrase == phrase && candidates[i].Score > 0));
            while (left.Count > 0)
            {
                survivors.Add(left[0]);
                left = [.. left.Skip(1).Where(i => !(IoU(candidates[survivors[^1]], candidates[i], rule.PixelOffset) > rule.IouThreshold))];
            }
        }

        var best = Ordered(candidates, survivors);
        return best.Count <= rule.MaxDetections ? best : best.Where(i => candidates[i].Score >= candidates[best[rule.MaxDetections - 1]].Score);
    }

    private static List<int> Ordered(Candidate[] candidates, IEnumerable<int> indices) =>
        [.. indices.OrderBy(i => -candidates[i].Score).ThenBy(i => i)];

    private static float IoU(Candidate a, Candidate b, int offset)
    {
        var width = Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left) + offset;
        var height = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top) + offset;
        var common = width > 0 && height > 0 ? width * height : 0;
        return common / (Area(a, offset) + Area(b, offset) - common);
    }

    private static float Area(Candidate c, int offset) => (c.Right - c.Left + offset) * (c.Bottom - c.Top + offset);

    internal sealed record Candidate(float Left, float Top, float Right, float Bottom, float Score, int Phrase)
    {
        public float[] Box => [Left, Top, Right, Bottom];
    }
}
