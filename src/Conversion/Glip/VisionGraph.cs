namespace Glip.Conversion;

/// <summary>vision.onnx: images to the feature pyramid.</summary>
internal static class VisionGraph
{
    /// <param name="kernels">How the arithmetic is written.</param>
    /// <param name="weights">Of the whole model.</param>
    /// <param name="architecture">Sizes of the model.</param>
    /// <param name="isNormalised">Whether the graph takes float32 <c>image</c> [N, 3, H, W], blue, green, red, in place of bytes.</param>
    public static void Build(Kernels kernels, WeightScope weights, GlipArchitecture architecture, bool isNormalised)
    {
        var graph = kernels.Graph;
        var rows = isNormalised ? Normalised(graph) : Bytes(graph);
        var features = new Swin(kernels, weights.In("backbone.body"), architecture.Swin).Features(rows);
        var maps = new FeaturePyramid(kernels, weights.In("backbone.fpn")).Levels(features);
        for (var level = 0; level < maps.Count; level++)
        {
            var map = maps[level];
            graph.Probe($"fpn_{GlipArchitecture.Levels[level]}", () => map);
            graph.Output($"visual_{GlipArchitecture.Levels[level]}", map);
        }
    }

    private static Value Bytes(GraphBuilder graph) =>
        PixelInput.FromBytes(graph.Input("pixels", ElementType.UInt8, "N", "H", "W", 3), graph.Input("image_size", ElementType.Int64, "N", 2));

    private static Value Normalised(GraphBuilder graph) => PixelInput.FromNormalised(graph.Input("image", ElementType.Float32, "N", 3, "H", "W"));
}
