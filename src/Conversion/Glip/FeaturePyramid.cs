namespace Glip.Conversion;

/// <summary>The feature pyramid: maps P3 to P7 of one width.</summary>
/// <remarks>Source: Feature Pyramid Networks (arXiv 1612.03144); microsoft/GLIP, modeling/backbone/fpn.py.</remarks>
internal sealed class FeaturePyramid(Kernels kernels, WeightScope weights)
{
    private readonly GraphBuilder _graph = kernels.Graph;

    /// <param name="features">At strides 8, 16, 32.</param>
    /// <returns>P3 to P7, float32 [N, channels, height, width] each.</returns>
    public IReadOnlyList<Value> Levels(IReadOnlyList<TokenMap> features)
    {
        using var scope = _graph.Scope("fpn");
        var m5 = Lateral(features[2], "fpn_inner4");
        var m4 = Lateral(features[1], "fpn_inner3") + m5.UpsampleNearest();
        var m3 = Lateral(features[0], "fpn_inner2") + m4.UpsampleNearest();
        var p5 = Convolve(m5, "fpn_layer4");
        var p6 = Convolve(p5, "top_blocks.p6", stride: 2);
        var p7 = Convolve(p6.Relu(), "top_blocks.p7", stride: 2);
        return [Convolve(m3, "fpn_layer2"), Convolve(m4, "fpn_layer3"), p5, p6, p7];
    }

    /// <summary>A convolution of one cell is a product per token.</summary>
    private Value Lateral(TokenMap map, string name) => map.With(kernels.Linear(map.Tokens, weights.Linear(name))).ToMaps();

    private Value Convolve(Value map, string name, int stride = 1) =>
        kernels.ForConvolution(map).Conv(kernels.Filter(weights[$"{name}.weight"]), kernels.Filter(weights[$"{name}.bias"]), stride).Cast(ElementType.Float32);
}
