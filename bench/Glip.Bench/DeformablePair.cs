using System.Diagnostics;
using Glip.Conversion;
using Glip.Inference;
using Glip.Testing;

namespace Glip.Bench;

/// <summary>One convolution of random numbers as two graphs.</summary>
internal sealed class DeformablePair : IDisposable
{
    private const int Channels = 256;

    private readonly Random _random = new(1);
    private readonly TemporaryFolder _folder = new();
    private readonly TensorSet _inputs = [];
    private readonly OnnxSession _theirs;
    private readonly OnnxSession _ours;

    public DeformablePair(int height, int width, int stride, int threads)
    {
        var (rows, columns) = (((height - 1) / stride) + 1, ((width - 1) / stride) + 1);
        Operations = 2.0 * rows * columns * 9 * Channels * Channels;
        _inputs["map"] = Tensor.Over<float>(Noise(height * width * Channels, 1), 1, Channels, height, width);
        _inputs["rows"] = Tensor.Over<float>(Noise(height * width * Channels, 1), 1, height, width, Channels);
        _inputs["offsets"] = Tensor.Over<float>(Noise(18 * rows * columns, 1.5f), 1, 18, rows, columns);
        _inputs["mask"] = Tensor.Over<float>(Noise(9 * rows * columns, 1), 1, 9, rows, columns);
        var kernels = Weight.Of(Noise(9 * Channels * Channels, 0.05f), Channels, Channels, 3, 3);
        _theirs = Open("theirs", threads, graph => graph.Input("map", ElementType.Float32, 1, Channels, height, width).DeformConv(
            graph.Constant(kernels), Offsets(graph, rows, columns), Mask(graph, rows, columns), stride));
        _ours = Open("ours", threads, graph => graph.Input("rows", ElementType.Float32, 1, height, width, Channels).DeformableConvolution(
            graph.Constant(ConvolutionPanels.Of(kernels)), Offsets(graph, rows, columns), Mask(graph, rows, columns), stride).Maps);
    }

    /// <summary>Operations of a convolution, a multiplication and an addition being two.</summary>
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

    private static Value Offsets(GraphBuilder graph, int rows, int columns) => graph.Input("offsets", ElementType.Float32, 1, 18, rows, columns);

    private static Value Mask(GraphBuilder graph, int rows, int columns) => graph.Input("mask", ElementType.Float32, 1, 9, rows, columns);

    private OnnxSession Open(string name, int threads, Func<GraphBuilder, Value> build)
    {
        var graph = new GraphBuilder(name);
        graph.Output("result", build(graph));
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
