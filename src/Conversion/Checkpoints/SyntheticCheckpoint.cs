namespace Glip.Conversion;

/// <summary>
/// Random weights under the names and shapes of a published model, for benchmarks without a download. Each tensor follows from its
/// name, so that the same model is made every time. Magnitudes keep activations near unit size, as in a trained model.
/// </summary>
public sealed class SyntheticCheckpoint : ICheckpoint
{
    /// <summary>Random numbers of unit variance lie within ± this.</summary>
    private static readonly float s_half = MathF.Sqrt(3);

    /// <param name="name">For messages.</param>
    /// <param name="architecture">Sizes of the model.</param>
    public SyntheticCheckpoint(string name, GlipArchitecture architecture)
    {
        Source = $"random weights ({name})";
        Tensors = ExpectedTensors.Of(architecture).ToDictionary(
            tensor => tensor.Name, tensor => new CheckpointTensor(tensor.Name, tensor.Shape, StoredType.Float32), StringComparer.Ordinal);
    }

    public string Source { get; }

    public IReadOnlyDictionary<string, CheckpointTensor> Tensors { get; }

    public float[] Read(string name)
    {
        var shape = Tensors[name].Shape;
        var (centre, spread) = Distribution(name, [.. shape]);
        var values = new float[shape.Aggregate(1, (product, length) => product * length)];
        var state = Seed(name);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = centre + (spread * s_half * Next(ref state));
        }

        return values;
    }

    public void Dispose()
    {
        // Nothing is open.
    }

    /// <summary>Mean and standard deviation of a tensor.</summary>
    private static (float Centre, float Spread) Distribution(string name, int[] shape) => name switch
    {
        _ when name.EndsWith("bias0", StringComparison.Ordinal) => (-4, 0),
        _ when name.EndsWith("log_scale", StringComparison.Ordinal) => (0, 0),
        _ when name.EndsWith("projection_text.weight", StringComparison.Ordinal) => (0, 20 / MathF.Sqrt(Inputs(shape))), // tokens have the length 1: with less nothing would be found
        _ when name.EndsWith(".scale", StringComparison.Ordinal) => (1, 0.1f),
        _ when name.Contains("gamma_", StringComparison.Ordinal) => (0.15f, 0.02f),
        _ when name.EndsWith("bias_table", StringComparison.Ordinal) => (0, 0.3f),
        _ when name.Contains("embeddings.", StringComparison.Ordinal) && shape.Length == 2 => (0, 0.05f),
        _ when name.EndsWith("bias", StringComparison.Ordinal) || name.EndsWith("bias_lang", StringComparison.Ordinal) => (0, 0.05f),
        _ when shape.Length == 1 => (1, 0.05f),
        _ => (0, 1 / MathF.Sqrt(Inputs(shape))),
    };

    private static float Inputs(int[] shape) => shape.Skip(1).Aggregate(1, (product, length) => product * length);

    /// <summary>FNV-1a, 64 bits.</summary>
    private static ulong Seed(string name) => name.Aggregate(14695981039346656037ul, (hash, letter) => unchecked((hash ^ letter) * 1099511628211ul));

    /// <summary>In [-1, 1]: SplitMix64.</summary>
    private static float Next(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return ((mixed >> 40) * (2f / (1 << 24))) - 1;
        }
    }
}
