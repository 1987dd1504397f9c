using Glip.Core;

namespace Glip.Conversion.Reference;

/// <summary>The tensors of one part of a model. A tensor is read from the checkpoint each time it is asked for.</summary>
/// <param name="checkpoint">Where the tensors are.</param>
/// <param name="prefix">What the names of the part start with, up to and including the last dot.</param>
internal sealed class Weights(ICheckpoint checkpoint, string prefix = "")
{
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

        return new(checkpoint);
    }

    /// <summary>The tensors of a part of this part.</summary>
    public Weights In(string name) => new(checkpoint, $"{prefix}{name}.");

    public bool Has(string name) => checkpoint.Tensors.ContainsKey(prefix + name);

    /// <summary>A tensor as rows: the first axis, and all others flattened.</summary>
    public Matrix Matrix(string name)
    {
        var values = Vector(name);
        var rows = checkpoint.Tensors[prefix + name].Shape[0];
        return new(rows, values.Length / rows, values);
    }

    /// <summary>All values of a tensor.</summary>
    public float[] Vector(string name) => checkpoint.Read(prefix + name);

    /// <summary>A tensor that holds one number.</summary>
    public float Scalar(string name) => Vector(name)[0];
}
