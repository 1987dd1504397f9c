using Glip.Conversion;
using Glip.Core;
using Glip.Testing;

namespace Glip.Inference.Tests;

/// <summary>How errors of the runtime reach the program.</summary>
public sealed class OnnxSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Run_ResultTooLargeForTheMemory_SaysSo()
    {
        using var session = Expand(1L << 24, 1L << 24); // 1 PiB
        using var inputs = new TensorSet { ["x"] = Tensor.Over<float>(new float[1], 1, 1) };

        var e = Assert.Throws<DeviceMemoryException>(() => session.Run(inputs, CancellationToken.None));

        Assert.StartsWith(_folder.File("expand.onnx"), e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Run_OtherError_IsNotTakenForAMatterOfMemory()
    {
        using var session = Expand(4, 4);
        using var inputs = new TensorSet { ["x"] = Tensor.Over<float>(new float[9], 3, 3) };

        var e = Assert.ThrowsAny<Exception>(() => session.Run(inputs, CancellationToken.None));

        Assert.IsNotType<DeviceMemoryException>(e);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A graph that repeats its input until it has a size.</summary>
    private OnnxSession Expand(long rows, long columns)
    {
        var graph = new GraphBuilder("expand");
        graph.Output("y", graph.Input("x", ElementType.Float32, "rows", "columns").Expand(rows, columns));
        OnnxFile.Write(graph, _folder.File("expand.onnx"));
        return new OnnxSession(_folder.File("expand.onnx"), threads: 1);
    }
}
