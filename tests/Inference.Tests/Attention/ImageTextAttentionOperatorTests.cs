using Glip.Conversion;
using Glip.Core;
using Glip.Testing;
using Microsoft.ML.OnnxRuntime;

namespace Glip.Inference.Tests;

/// <summary>The operator in a graph that ONNX Runtime runs.</summary>
public sealed class ImageTextAttentionOperatorTests
{
    private readonly AttentionExample _example = new(new AttentionShape(Images: 2, Positions: 1500, Channels: 32, Heads: 3, Tokens: 7), seed: 7, padded: 2);

    [Fact]
    public void Run_InASession_IsTheDefinition()
    {
        Assert.Null(Run(_example, threads: 1).DifferenceTo(_example));
    }

    [Fact]
    public void Run_TwoThreads_GivesTheBitsOfOne()
    {
        var (one, two) = (Run(_example, threads: 1), Run(_example, threads: 2));

        Assert.Equal(one.ToImage, two.ToImage);
        Assert.Equal(one.ToText, two.ToText);
    }

    [Fact]
    public void Run_RowsThatAreNoMultipleOfTheHeads_SaysWhichShapes()
    {
        using var session = Open(_example.Shape with { Heads = 2 }, threads: 1);
        using var inputs = Inputs(_example);

        var e = Assert.Throws<OnnxRuntimeException>(() => session.Run(inputs, CancellationToken.None));

        Assert.Contains(
            "image [2,1500,32], keys [2,21,32], offset [2,21], values [2,21,32] with 2 heads; expected", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoHeads_NamesTheHeads()
    {
        var e = Assert.Throws<ModelContractException>(() => Open(_example.Shape with { Heads = 0 }, threads: 1));

        Assert.Contains("heads 0; expected 1 or more", e.Message, StringComparison.Ordinal);
    }

    private static AttentionResult Run(AttentionExample example, int threads)
    {
        using var session = Open(example.Shape, threads);
        using var inputs = Inputs(example);
        using var outputs = session.Run(inputs, CancellationToken.None);
        var shape = example.Shape;
        Assert.Equal([shape.Images, shape.Channels, shape.Positions], outputs["to_image"].Shape);
        Assert.Equal([shape.Images, shape.Rows, shape.Channels], outputs["to_text"].Shape);
        return new AttentionResult(outputs["to_image"].Elements<float>().ToArray(), outputs["to_text"].Elements<float>().ToArray());
    }

    private static OnnxSession Open(AttentionShape shape, int threads)
    {
        var graph = new GraphBuilder("operator");
        var (toImage, toText) = graph.Input("image", ElementType.Float32, "n", "s", shape.Channels).ImageTextAttention(
            graph.Input("keys", ElementType.Float32, "n", "r", shape.Channels),
            graph.Input("offset", ElementType.Float32, "n", "r"),
            graph.Input("values", ElementType.Float32, "n", "r", shape.Channels),
            shape.Heads);
        graph.Output("to_image", toImage);
        graph.Output("to_text", toText);
        using var folder = new TemporaryFolder();
        OnnxFile.Write(graph, folder.File("operator.onnx"));
        return new OnnxSession(folder.File("operator.onnx"), threads);
    }

    private static TensorSet Inputs(AttentionExample example)
    {
        var shape = example.Shape;
        return new TensorSet
        {
            ["image"] = Tensor.Over<float>(example.Image, shape.Images, shape.Positions, shape.Channels),
            ["keys"] = Tensor.Over<float>(example.Keys, shape.Images, shape.Rows, shape.Channels),
            ["offset"] = Tensor.Over<float>(example.Offsets, shape.Images, shape.Rows),
            ["values"] = Tensor.Over<float>(example.Values, shape.Images, shape.Rows, shape.Channels),
        };
    }
}
