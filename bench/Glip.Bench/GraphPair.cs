using System.Diagnostics;
using Glip.Conversion;
using Glip.Host;
using Glip.Inference;
using Glip.Testing;

namespace Glip.Bench;

/// <summary>Two graphs that compute the same of random numbers: one of operators of ONNX Runtime, one of an own operator.</summary>
/// <param name="threads">Threads that a run uses.</param>
internal abstract class GraphPair(int threads) : IDisposable
{
    private const int WarmUps = 2;

    private readonly Random _random = new(1);
    private readonly TemporaryFolder _folder = new();
    private readonly TensorSet _inputs = [];
    private readonly List<OnnxSession> _sessions = [];

    /// <summary>Operations of the products, a multiplication and an addition being two.</summary>
    public abstract double Operations { get; }

    /// <summary>Median milliseconds of each, measured in turns.</summary>
    public (double Theirs, double Ours) Measure(int rounds)
    {
        var (theirs, ours) = (new List<double>(), new List<double>());
        for (var round = 0; round < WarmUps + rounds; round++)
        {
            theirs.Add(Milliseconds(_sessions[0]));
            ours.Add(Milliseconds(_sessions[1]));
        }

        return (Median.Of([.. theirs.Skip(WarmUps)]), Median.Of([.. ours.Skip(WarmUps)]));
    }

    public void Dispose()
    {
        _sessions.ForEach(session => session.Dispose());
        _inputs.Dispose();
        _folder.Dispose();
    }

    /// <summary>Adds a graph: first theirs, then ours.</summary>
    /// <param name="build">Adds inputs, operators and outputs.</param>
    protected void Add(Action<GraphBuilder> build)
    {
        var graph = new GraphBuilder($"graph{_sessions.Count}");
        build(graph);
        var path = _folder.File($"{graph.Name}.onnx");
        OnnxFile.Write(graph, path);
        _sessions.Add(new OnnxSession(path, threads));
    }

    /// <summary>Gives both graphs an input of random numbers in ± a scale.</summary>
    protected void AddInput(string name, float scale, params long[] shape) =>
        _inputs[name] = Tensor.Over<float>(Noise((int)shape.Aggregate(1L, (product, length) => product * length), scale), shape);

    protected float[] Noise(int count, float scale)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = ((_random.NextSingle() * 2) - 1) * scale;
        }

        return values;
    }

    private double Milliseconds(OnnxSession session)
    {
        var time = Stopwatch.StartNew();
        using var results = session.Run(_inputs, CancellationToken.None);
        return time.Elapsed.TotalMilliseconds;
    }
}
