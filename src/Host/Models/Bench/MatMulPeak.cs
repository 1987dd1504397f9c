using System.Diagnostics;
using Glip.Conversion;
using Glip.Inference;

namespace Glip.Host;

/// <summary>What the runtime reaches in one product of two square matrices with all cores.</summary>
internal sealed class MatMulPeak : IDisposable
{
    private const int Side = 4096;
    private const int Seed = 1;

    private readonly OnnxSession _session;
    private readonly TensorSet _inputs = [];

    public MatMulPeak(ComputeDevice device)
    {
        var graph = new GraphBuilder("peak");
        var left = graph.Input("left", ElementType.Float32, Side, Side);
        graph.Output("product", left.MatMul(graph.Constant(new Weight([Side, Side], Noise))));
        var path = Path.Combine(Path.GetTempPath(), $"glip-peak-{Environment.ProcessId}.onnx");
        try
        {
            OnnxFile.Write(graph, path);
            _session = new OnnxSession(path, Environment.ProcessorCount, device);
        }
        finally
        {
            File.Delete(path);
        }

        _inputs["left"] = Tensor.Over<float>(Noise(), Side, Side);
    }

    /// <summary>Random numbers: a processor is faster, because cooler, on equal ones.</summary>
    private static float[] Noise()
    {
        var random = new Random(Seed);
        var values = new float[Side * Side];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.NextSingle() - 0.5f;
        }

        return values;
    }

    /// <summary>10⁹ operations a second, a multiplication and an addition being two.</summary>
    public double Measure(CancellationToken cancellationToken)
    {
        var time = Stopwatch.StartNew();
        using var product = _session.Run(_inputs, cancellationToken);
        return 2.0 * Side * Side * Side / time.Elapsed.TotalSeconds / 1e9;
    }

    public void Dispose()
    {
        _session.Dispose();
        _inputs.Dispose();
    }
}
