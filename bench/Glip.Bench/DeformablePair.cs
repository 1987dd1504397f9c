using Glip.Conversion;

namespace Glip.Bench;

/// <summary>One deformable convolution.</summary>
internal sealed class DeformablePair : GraphPair
{
    private const int Channels = 256;

    public DeformablePair(int height, int width, int stride, int threads)
        : base(threads)
    {
        var (rows, columns) = (((height - 1) / stride) + 1, ((width - 1) / stride) + 1);
        Operations = 2.0 * rows * columns * 9 * Channels * Channels;
        AddInput("map", 1, 1, Channels, height, width);
        AddInput("rows", 1, 1, height, width, Channels);
        AddInput("offsets", 1.5f, 1, 18, rows, columns);
        AddInput("mask", 1, 1, 9, rows, columns);
        var kernels = Weight.Of(Noise(9 * Channels * Channels, 0.05f), Channels, Channels, 3, 3);
        Add(graph => graph.Output("result", graph.Input("map", ElementType.Float32, 1, Channels, height, width).DeformConv(
            graph.Constant(kernels), Offsets(graph, rows, columns), Mask(graph, rows, columns), stride)));
        Add(graph => graph.Output("result", graph.Input("rows", ElementType.Float32, 1, height, width, Channels).DeformableConvolution(
            graph.Constant(ConvolutionPanels.Of(kernels)), Offsets(graph, rows, columns), Mask(graph, rows, columns), stride).Maps));
    }

    public override double Operations { get; }

    private static Value Offsets(GraphBuilder graph, int rows, int columns) => graph.Input("offsets", ElementType.Float32, 1, 18, rows, columns);

    private static Value Mask(GraphBuilder graph, int rows, int columns) => graph.Input("mask", ElementType.Float32, 1, 9, rows, columns);
}
