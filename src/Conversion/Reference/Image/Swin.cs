namespace Glip.Conversion.Reference;

/// <summary>The image backbone.</summary>
/// <param name="weights">backbone.body</param>
/// <remarks>Source: Swin Transformer (arXiv 2103.14030), section 3; microsoft/GLIP, modeling/backbone/swint.py.</remarks>
internal sealed class Swin(Weights weights, SwinSizes sizes)
{
    public const double NormEpsilon = 1e-5;

    /// <param name="image">3 channels, padded.</param>
    /// <returns>The outputs of the four stages, with strides 4, 8, 16 and 32.</returns>
    public FeatureMap[] Apply(FeatureMap image)
    {
        var x = EmbedPatches(image);
        var outputs = new FeatureMap[sizes.Depths.Length];
        for (var stage = 0; stage < outputs.Length; stage++)
        {
            x = ApplyBlocks(x, stage);
            outputs[stage] = Output(x, stage);
            if (stage < outputs.Length - 1)
            {
                x = new PatchMerging(weights.In($"layers.{stage}.downsample")).Apply(x);
            }
        }

        return outputs;
    }

    private FeatureMap EmbedPatches(FeatureMap image)
    {
        var projection = new Convolution(weights.In("patch_embed.proj"), SwinSizes.Patch, SwinSizes.Patch, padding: 0);
        var patches = projection.Apply(ImageInput.Pad(image, SwinSizes.Patch));
        return new LayerNorm(weights.In("patch_embed.norm"), NormEpsilon).Apply(patches);
    }

    /// <summary>Every second block shifts its windows by half a window.</summary>
    private FeatureMap ApplyBlocks(FeatureMap x, int stage)
    {
        for (var block = 0; block < sizes.Depths[stage]; block++)
        {
            var windows = new WindowGrid(x.Height, x.Width, sizes.Window, block % 2 == 0 ? 0 : sizes.Window / 2);
            var part = weights.In($"layers.{stage}.blocks.{block}");
            x = x.With(new SwinBlock(part, sizes.Heads[stage]).Apply(x.Positions, windows));
        }

        return x;
    }

    /// <summary>The first stage has no norm: the pyramid does not use it.</summary>
    private FeatureMap Output(FeatureMap x, int stage) =>
        stage == 0 ? x : new LayerNorm(weights.In($"norm{stage}"), NormEpsilon).Apply(x);
}
