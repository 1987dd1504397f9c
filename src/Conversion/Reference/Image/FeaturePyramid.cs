namespace Glip.Conversion.Reference;

/// <summary>Joins the stages of the backbone from coarse to fine, and adds two coarser levels.</summary>
/// <param name="weights">backbone.fpn</param>
/// <remarks>Source: Feature Pyramid Networks (arXiv 1612.03144), section 3; microsoft/GLIP, modeling/backbone/fpn.py.</remarks>
internal sealed class FeaturePyramid(Weights weights)
{
    /// <param name="stages">With strides 4, 8, 16 and 32; the first is not used.</param>
    /// <returns>P3 to P7.</returns>
    public FeatureMap[] Apply(FeatureMap[] stages)
    {
        var m5 = Inner(4, stages[3]);
        var m4 = Add(Inner(3, stages[2]), m5);
        var m3 = Add(Inner(2, stages[1]), m4);
        var p5 = Layer(4, m5);
        var p6 = Top("p6", p5);
        var p7 = Top("p7", p6.With(p6.Positions.Map(Activations.Relu)));
        return [Layer(2, m3), Layer(3, m4), p5, p6, p7];
    }

    private static FeatureMap Add(FeatureMap lateral, FeatureMap coarser) =>
        lateral.With(lateral.Positions + Resize.Nearest(coarser, lateral.Height, lateral.Width).Positions);

    private FeatureMap Inner(int stage, FeatureMap x) => new Linear(weights.In($"fpn_inner{stage}")).Apply(x);

    private FeatureMap Layer(int stage, FeatureMap x) => new Convolution(weights.In($"fpn_layer{stage}"), kernel: 3, stride: 1, padding: 1).Apply(x);

    private FeatureMap Top(string level, FeatureMap x) => new Convolution(weights.In($"top_blocks.{level}"), kernel: 3, stride: 2, padding: 1).Apply(x);
}
