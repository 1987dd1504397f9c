using System.Diagnostics;
using Glip.Conversion;
using Glip.Inference;
using Glip.Testing;

namespace Glip.Bench;

/// <summary>One attention between an image and a text of random numbers as two graphs: of operators of ONNX Runtime, and by the own operator.</summary>
internal sealed class AttentionPair : IDisposable
{
    private const int Channels = 256;
    private const int Heads = 8;

    private readonly Random _random = new(1);
    private readonly TemporaryFolder _folder = new();
    private readonly TensorSet _inputs = [];
    private readonly OnnxSession _theirs;
    private readonly OnnxSession _ours;

    public AttentionPair(int positions, int tokens, int threads)
    {
        var rows = Heads * tokens;
        Operations = 6.0 * positions * rows * Channels;
        _inputs["image"] = Tensor.Over<float>(Noise(positions * Channels, 1), 1, positions, Channels);
        _inputs["keys"] = Tensor.Over<float>(Noise(rows * Channels, 0.1f), 1, rows, Channels);
        _inputs["offset"] = Tensor.Over<float>(Noise(rows, 1), 1, rows);
        _inputs["values"] = Tensor.Over<float>(Noise(rows * Channels, 1), 1, rows, Channels);
        _theirs = Open("theirs", positions, rows, threads, (_, image, keys, offset, values) =>
        {
            var scores = FusedMatMul(keys, image, Shape.Of(1, rows, positions), transposeA: false);
            var byHead = (scores.Transpose(0, 2, 1) + offset.Unsqueeze(1)).Reshape(0, 0, Heads, -1);
            var toImage = FusedMatMul(values, byHead.Softmax().Reshape(0, 0, -1), Shape.Of(1, Channels, positions), transposeA: true);
            return (toImage, scores.Softmax().MatMul(image));
        });
        _ours = Open("ours", positions, rows, threads, (graph, image, keys, offset, values) =>
            new CpuKernels(graph).CrossAttention(image, keys, offset, values, Heads));
    }

    /// <summary>Operations of the three products, a multiplication and an addition being two.</summary>
    public double Operations { get; }

    /// <summary>Median milliseconds of each, measured in turns.</summary>
    public (double Theirs, double Ours) Measure(int rounds)
    {
        var (theirs, ours) = (new double[rounds], new double[rounds]);
        for (var round = -2; round < rounds; round++)
        {
            var (their, our) = (Milliseconds(_theirs), Milliseconds(_ours));
            if (round >= 0)
            {
                (theirs[round], ours[round]) = (their, our);
            }
        }

        Array.Sort(theirs);
        Array.Sort(ours);
        return (theirs[rounds / 2], ours[rounds / 2]);
    }

    public void Dispose()
    {
        _theirs.Dispose();
        _ours.Dispose();
        _inputs.Dispose();
        _folder.Dispose();
    }

    private static Value FusedMatMul(Value a, Value b, Shape shape, bool transposeA) => a.Apply(
        "FusedMatMul", shape, more: [b], attributes: new() { { "transA", transposeA ? 1L : 0L }, { "transB", 1L } }, domain: ContributedDomain.Name);

    private OnnxSession Open(
        string name, int positions, int rows, int threads, Func<GraphBuilder, Value, Value, Value, Value, (Value ToImage, Value ToText)> build)
    {
        var graph = new GraphBuilder(name);
        var (toImage, toText) = build(
            graph,
            graph.Input("image", ElementType.Float32, 1, positions, Channels),
            graph.Input("keys", ElementType.Float32, 1, rows, Channels),
            graph.Input("offset", ElementType.Float32, 1, rows),
            graph.Input("values", ElementType.Float32, 1, rows, Channels));
        graph.Output("to_image", toImage);
        graph.Output("to_text", toText);
        var path = _folder.File($"{name}.onnx");
        OnnxFile.Write(graph, path);
        return new OnnxSession(path, threads);
    }

    private double Milliseconds(OnnxSession session)
    {
        var time = Stopwatch.StartNew();
        using var results = session.Run(_inputs, CancellationToken.None);
        return time.Elapsed.TotalMilliseconds;
    }

    private float[] Noise(int count, float scale)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = ((_random.NextSingle() * 2) - 1) * scale;
        }

        return values;
    }
}
