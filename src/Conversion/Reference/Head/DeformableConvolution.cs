namespace Glip.Conversion.Reference;

/// <summary>A 3x3 convolution whose nine points are moved and weighted anew at every position. Padding 1, zeros outside.</summary>
/// <param name="weights">weight [outputs, channels, 3, 3], bias [outputs].</param>
/// <param name="stride">Distance of neighbouring outputs, in positions of the input.</param>
/// <remarks>Source: Deformable ConvNets v2 (arXiv 1811.11168), equation 1.</remarks>
internal sealed class DeformableConvolution(Weights weights, int stride)
{
    private readonly Linear _contraction = new(weights);

    /// <returns>A map of the size of the plan.</returns>
    public FeatureMap Apply(FeatureMap x, SamplingPlan plan)
    {
        var patches = new Matrix(plan.Height * plan.Width, x.Channels * SamplingPlan.Points);
        Parallel.For(0, patches.Rows, position => Gather(x, plan, position, patches.Row(position)));
        return new(plan.Height, plan.Width, _contraction.Apply(patches));
    }

    /// <summary>Samples the nine points of a position in the order of the weights: [channels, 9].</summary>
    private void Gather(FeatureMap x, SamplingPlan plan, int position, Span<float> patch)
    {
        var (top, left) = ((position / plan.Width * stride) - 1, (position % plan.Width * stride) - 1);
        var sample = new float[x.Channels];
        for (var point = 0; point < SamplingPlan.Points; point++)
        {
            var (down, right, mask) = plan.At(point, position);
            Array.Clear(sample);
            new BilinearPlace(top + (point / 3) + down, left + (point % 3) + right).AddTo(sample, x, mask);
            for (var channel = 0; channel < sample.Length; channel++)
            {
                patch[(channel * SamplingPlan.Points) + point] = sample[channel];
            }
        }
    }
}
