namespace Glip.Conversion;

/// <summary>
/// Image and text look at each other. All projections to the wide space of the heads are folded into the text side, which is small:
/// the attention of a head is (l Wl + bl) Wq · v, and what it gives to the image (l Wvl + bvl) Wov weighted by its softmax. So no
/// tensor of all positions in the wide space exists. The work is in float32 throughout, because logits may leave the range of 16 bits.
/// </summary>
/// <remarks>
/// Source: GLIP (arXiv 2112.03857), equations 4 to 6; microsoft/GLIP, utils/fuse_helper.py, BiMultiHeadAttention. Both streams are
/// normed first, and the changes are added to the normed values. The limits of ±50000 are dropped: they change nothing in float32.
/// </remarks>
internal sealed class VlFuse(Kernels kernels, WeightScope weights, FusionSizes sizes)
{
    private const float Epsilon = 1e-5f;
    private const float Padded = -9e15f;

    private readonly GraphBuilder _graph = kernels.Graph;

    /// <param name="image">float32 [N, F, S]: all positions of all levels.</param>
    /// <param name="text">float32 [N, T, D].</param>
    /// <param name="mask">int64 [N, T], 1 = real token.</param>
    /// <returns>The same shapes.</returns>
    public (Value Image, Value Text) Apply(Value image, Value text, Value mask)
    {
        using var scope = _graph.Scope("vlfuse");
        var channels = (int)image.Shape[1].Length!.Value;
        var v = kernels.Norm(image.Transpose(0, 2, 1), weights.Norm("layer_norm_v", Epsilon));
        var l = kernels.Norm(text, weights.Norm("layer_norm_l", Epsilon));
        var (keys, offset) = Keys(l, mask, channels);
        var (toImage, seen) = kernels.CrossAttention(v, keys, offset, Values(l, channels), sizes.Heads);
        return (v.Transpose(0, 2, 1) + toImage, l + FromImage(seen, channels));
    }

    private int HeadWidth => sizes.Width / sizes.Heads;

    /// <summary>What the logits are made of.</summary>
    /// <returns>
    /// [N, heads · T, F], of which the product with a position is its logit but for a part that is equal for all positions, and that part
    /// [N, heads · T], with the mask: it cancels in the softmax over positions.
    /// </returns>
    private (Value Keys, Value Offset) Keys(Value l, Value mask, int channels)
    {
        var query = weights.Linear("attn.v_proj").Times(1 / MathF.Sqrt(HeadWidth));
        var keys = Heads(weights.Linear("attn.l_proj").Apply(l));
        var folded = keys.MatMul(_graph.Constant(query.Matrix.Transpose().Reshape(1, sizes.Heads, HeadWidth, channels)));
        var offset = keys.MatMul(_graph.Constant(query.Bias.Reshape(1, sizes.Heads, HeadWidth, 1)));
        return (folded.Reshape(0, -1, channels), (offset + MaskBias(mask)).Reshape(0, -1));
    }

    /// <summary>What each token gives to the positions that look at it alone: [N, heads · T, F].</summary>
    private Value Values(Value l, int channels)
    {
        var values = Heads(weights.Linear("attn.values_l_proj").Apply(l));
        var output = weights.Linear("attn.out_v_proj").ScaleOutputs(weights["gamma_v"]);
        var folded = values.MatMul(_graph.Constant(output.Matrix.Reshape(1, sizes.Heads, HeadWidth, channels)))
            + _graph.Constant(output.Bias.Times(1f / sizes.Heads)); // the weights of each head sum to 1
        return folded.Reshape(0, -1, channels);
    }

    /// <summary>What the image gives to the tokens: [N, T, D]. There is no mask: padded tokens get something too, and are ignored.</summary>
    /// <param name="seen">[N, heads · T, F].</param>
    private Value FromImage(Value seen, int channels)
    {
        var values = weights.Linear("attn.values_v_proj");
        var wide = seen.Reshape(0, sizes.Heads, -1, channels).MatMul(_graph.Constant(ByHead(values.Matrix, channels)));
        var output = weights.Linear("attn.out_l_proj");
        var folded = new LinearWeights(output.Matrix, output.BiasWith(values.Bias)).ScaleOutputs(weights["gamma_l"]);
        var joined = wide.Transpose(0, 2, 1, 3).Reshape(0, 0, sizes.Width);
        return folded.Apply(joined);
    }

    /// <summary>[channels, heads · d] as [1, heads, channels, d].</summary>
    private Weight ByHead(Weight matrix, int channels) => new([1, sizes.Heads, channels, HeadWidth], () =>
    {
        var (values, turned) = (matrix.Read(), new float[matrix.Count]);
        for (var head = 0; head < sizes.Heads; head++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                var from = (channel * sizes.Width) + (head * HeadWidth);
                values.AsSpan(from, HeadWidth).CopyTo(turned.AsSpan(((head * channels) + channel) * HeadWidth));
            }
        }

        return turned;
    });

    /// <summary>[N, T, heads · d] as [N, heads, T, d].</summary>
    private Value Heads(Value x) => x.Reshape(0, 0, sizes.Heads, HeadWidth).Transpose(0, 2, 1, 3);

    /// <summary>float32 [N, 1, T, 1]: 0 for real tokens, else a very large negative number.</summary>
    private static Value MaskBias(Value mask) => ((mask.Cast(ElementType.Float32) + -1f) * -Padded).Unsqueeze(1, 3);
}
