using Glip.Inference;

namespace Glip.Host;

/// <summary>What a model makes of one scene.</summary>
/// <param name="Features">By the names of the package contract; others are passed over.</param>
/// <param name="Candidates">Best first.</param>
internal sealed record Seen(Dictionary<string, float[]> Features, IReadOnlyList<Found> Candidates)
{
    /// <summary>Takes one item out of the results of a batch.</summary>
    public static Seen Of(TensorSet results, int item, Scene scene) =>
        new(PackageGraphs.Features(results, item, scene.InputIds.Length), PackageGraphs.Candidates(results, item));

    /// <summary>Largest difference of the features that both have, relative to their size where that is above 1.</summary>
    public float FarthestFeature(Seen other)
    {
        var farthest = 0f;
        foreach (var (name, values) in Features.Where(feature => other.Features.ContainsKey(feature.Key)))
        {
            var others = other.Features[name];
            for (var i = 0; i < values.Length; i++)
            {
                farthest = Math.Max(farthest, Math.Abs(values[i] - others[i]) / Math.Max(1, Math.Abs(values[i])));
            }
        }

        return farthest;
    }
}
