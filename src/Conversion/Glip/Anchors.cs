namespace Glip.Conversion;

/// <summary>The boxes that positions of the pyramid stand for: one square a position, eight strides wide.</summary>
/// <remarks>Source: microsoft/GLIP, modeling/rpn/anchor_generator.py, RPN.ANCHOR_SIZES and ANCHOR_STRIDE.</remarks>
internal static class Anchors
{
    private const int SizeInStrides = 8;

    /// <summary>float32 [positions, 4]: left, top, right, bottom of a level, row by row.</summary>
    public static Value Of(Pyramid pyramid, int level)
    {
        var graph = pyramid.Graph;
        var stride = GlipArchitecture.Strides[level];
        var (height, width) = (pyramid.Heights[level], pyramid.Widths[level]);
        var x = Along(width, stride).Unsqueeze(0).Expand(height, width).Unsqueeze(2);
        var y = Along(height, stride).Unsqueeze(1).Expand(height, width).Unsqueeze(2);
        var (first, last) = (Edge(stride, -1), Edge(stride, 1));
        var boxes = Reshaping.Concat(2, x, y, x, y) + graph.Constant(Weight.Of([first, first, last, last]));
        return boxes.Reshape(-1, 4);
    }

    private static Value Along(Value length, int stride) => (Reshaping.Range(length) * length.Graph.WholeScalar(stride)).Cast(ElementType.Float32);

    /// <summary>An edge of the anchor at the origin: half a stride from the corner of its cell, less half a pixel, to either side.</summary>
    private static float Edge(int stride, int side) => ((stride - 1) + (side * ((stride * SizeInStrides) - 1))) / 2f;
}
