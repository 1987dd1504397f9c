using Glip.Conversion;
using Glip.Core;
using Glip.Testing;
using Microsoft.ML.OnnxRuntime;

namespace Glip.Inference.Tests;

/// <summary>The operator in a graph that ONNX Runtime runs.</summary>
public sealed class DeformableConvolutionOperatorTests
{
    private static readonly string[] s_outputs = ["y", "mean", "mean_square"];

    private readonly DeformableExample _example = new(new DeformableShape(Images: 2, Height: 13, Width: 21, Channels: 32, OutputChannels: 32, Stride: 2), seed: 5);

    [Fact]
    public void Run_InASession_IsTheDefinition()
    {
        Assert.Null(Run(_example, threads: 1).DifferenceTo(_example));
    }

    [Fact]
    public void Run_TwoThreads_GivesTheBitsOfOne()
    {
        var (one, two) = (Run(_example, threads: 1), Run(_example, threads: 2));

        Assert.Equal(one.Maps, two.Maps);
        Assert.Equal(one.Means, two.Means);
        Assert.Equal(one.MeanSquares, two.MeanSquares);
    }

    [Fact]
    public void Run_OffsetsOfAnotherSize_SaysWhichShapes()
    {
        using var session = Open(_example, stride: 1, threads: 1);
        using var inputs = Inputs(_example);

        var e = Assert.Throws<OnnxRuntimeException>(() => session.Run(inputs, CancellationToken.None));

        Assert.Contains("x [2,13,21,32], w [9,2,32,16], offsets [2,18,7,11], mask [2,9,7,11] with stride 1; expected", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_StrideOfThree_NamesTheStride()
    {
        var e = Assert.Throws<ModelContractException>(() => Open(_example, stride: 3, threads: 1));

        Assert.Contains("stride 3; expected 1 or 2", e.Message, StringComparison.Ordinal);
    }

    private static DeformableResult Run(DeformableExample example, int threads)
    {
        using var session = Open(example, example.Shape.Stride, threads);
        using var inputs = Inputs(example);
        using var outputs = session.Run(inputs, CancellationToken.None);
        var shape = example.Shape;
        Assert.Equal([shape.Images, shape.OutputChannels, shape.OutputHeight, shape.OutputWidth], outputs["y"].Shape);
        Assert.Equal([shape.Images, shape.OutputChannels, 1, 1], outputs["mean"].Shape);
        var values = Array.ConvertAll(s_outputs, name => outputs[name].Elements<float>().ToArray());
        return new DeformableResult(values[0], values[1], values[2]);
    }

    private static OnnxSession Open(DeformableExample example, int stride, int threads)
    {
        var shape = example.Shape;
        var graph = new GraphBuilder("operator");
        var kernels = Weight.Of(example.Kernels, shape.OutputChannels, shape.Channels, 3, 3);
        var results = graph.Input("x", ElementType.Float32, "n", "h", "w", shape.Channels).DeformableConvolution(
            graph.Constant(ConvolutionPanels.Of(kernels)),
            graph.Input("offsets", ElementType.Float32, "n", 18, "rows", "columns"),
            graph.Input("mask", ElementType.Float32, "n", 9, "rows", "columns"),
            stride);
        graph.Output("y", results.Maps);
        graph.Output("mean", results.Mean);
        graph.Output("mean_square", results.MeanSquare);
        using var folder = new TemporaryFolder();
        OnnxFile.Write(graph, folder.File("operator.onnx"));
        return new OnnxSession(folder.File("operator.onnx"), threads);
    }

    private static TensorSet Inputs(DeformableExample example)
    {
        var shape = example.Shape;
        return new TensorSet
        {
            ["x"] = Tensor.Over<float>(example.Maps, shape.Images, shape.Height, shape.Width, shape.Channels),
            ["offsets"] = Tensor.Over<float>(example.Offsets, shape.Images, 18, shape.OutputHeight, shape.OutputWidth),
            ["mask"] = Tensor.Over<float>(example.Mask, shape.Images, 9, shape.OutputHeight, shape.OutputWidth),
        };
    }
}
