namespace Glip.Conversion.Reference;

/// <summary>The tower of the head: in each layer image and text look at each other, then the text at itself, then the levels at each other.</summary>
/// <param name="weights">rpn.head.dyhead_tower</param>
/// <remarks>Source: GLIP (arXiv 2112.03857), section 3.2, equations 4 to 6; microsoft/GLIP, modeling/rpn/vldyhead.py, VLDyHead.</remarks>
internal sealed class FusedHead(Weights weights, GlipArchitecture architecture, Observer observer)
{
    /// <param name="levels">P3 to P7.</param>
    /// <returns>The maps after the last layer, and the tokens that they are compared with.</returns>
    public (FeatureMap[] Levels, Matrix Tokens) Apply(FeatureMap[] levels, TextFeatures text) =>
        architecture.Fusion is { } fusion ? ApplyFused(levels, text, fusion) : (ApplyPlain(levels), text.Embedded);

    private (FeatureMap[] Levels, Matrix Tokens) ApplyFused(FeatureMap[] levels, TextFeatures text, FusionSizes fusion)
    {
        var tokens = text.Hidden;
        for (var layer = 0; layer < architecture.HeadLayers; layer++)
        {
            var fuse = new VlFuse(weights.In($"{3 * layer}.b_attn"), fusion);
            (levels, tokens) = fuse.Apply(levels, tokens, text.Mask);
            observer.Pyramid($"layer{layer}_vlfuse_visual", levels);
            observer.Tokens($"layer{layer}_vlfuse_lang", tokens);

            tokens = new BertLayer(weights.In($"{(3 * layer) + 1}"), architecture.Bert.Heads, clamped: true).Apply(tokens, text.Mask);
            observer.Tokens($"layer{layer}_bertlayer_lang", tokens);

            levels = new DyConv(weights.In($"{(3 * layer) + 2}")).Apply(levels);
            observer.Pyramid($"layer{layer}_dyconv_visual", levels);
        }

        return (levels, tokens);
    }

    private FeatureMap[] ApplyPlain(FeatureMap[] levels)
    {
        for (var layer = 0; layer < architecture.HeadLayers; layer++)
        {
            levels = new DyConv(weights.In($"{layer}")).Apply(levels);
            observer.Pyramid($"layer{layer}_dyconv_visual", levels);
        }

        return levels;
    }
}
