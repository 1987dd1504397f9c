using Glip.Conversion;

namespace Glip.Bench;

/// <summary>Writes checkpoints of published shapes with random weights, in PyTorch's container.</summary>
internal static class SyntheticWeights
{
    /// <param name="variant">Such as <c>glip-t</c>.</param>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="isWhole">Whether the moving average and the state of an optimizer are written too: four times as large.</param>
    public static int Write(string variant, string path, bool isWhole)
    {
        var architecture = GlipVariant.Published.Single(published => published.Name == variant).Architecture;
        using var weights = new SyntheticCheckpoint(variant, architecture);
        CheckpointWriter.Write(
            path,
            [.. weights.Tensors.Values],
            (tensor, values) => weights.Read(tensor.Name).CopyTo(values),
            new CheckpointContent { HasAverage = isWhole, HasOptimizer = isWhole });
        return 0;
    }
}
