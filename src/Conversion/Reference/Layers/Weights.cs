using Glip.Core;

namespace Glip.Conversion;

/// <summary>The tensors of one part of a model. A tensor is read from the checkpoint each time it is asked for.</summary>
internal sealed class Weights
{
    private readonly ICheckpoint _checkpoint;
    private readonly string _prefix;

    private Weights(ICheckpoint checkpoint, string prefix) => (_checkpoint, _prefix) = (checkpoint, prefix);

    /// <summary>The tensors of a whole model.</summary>
    /// <exception cref="CheckpointException">A tensor is missing or has another shape than this architecture has.</exception>
    public static Weights Of(ICheckpoint checkpoint, GlipArchitecture architecture)
    {
        foreach (var expected in ExpectedTensors.Of(architecture))
        {
            var where = $"{expected.Name} in {checkpoint.Source}";
            if (!checkpoint.Tensors.TryGetValue(expected.Name, out var found))
            {
                throw new CheckpointException($"{where} is missing.");
            }

            if (!found.Shape.SequenceEqual(expected.Shape))
            {
                throw new CheckpointException($"{where} has shape [{string.Join(", ", found.Shape)}], expected [{string.Join(", ", expected.Shape)}].");
            }
        }

        return new(checkpoint, "");
    }

    /// <summary>The tensors of a part of this part.</summary>
    public Weights In(string name) => new(_checkpoint, $"{_prefix}{name}.");

    public bool Has(string name) => _checkpoint.Tensors.ContainsKey(_prefix + name);

    /// <summary>A tensor as rows: the first axis, and all others flattened.</summary>
    public Matrix Matrix(string name)
    {
        var values = Vector(name);
        var rows = _checkpoint.Tensors[_prefix + name].Shape[0];
        return new(rows, values.Length / rows, values);
    }

    /// <summary>All values of a tensor.</summary>
    public float[] Vector(string name) => _checkpoint.Read(_prefix + name);

    /// <summary>A tensor that holds one number.</summary>
    public float Scalar(string name) => Vector(name)[0];
}
