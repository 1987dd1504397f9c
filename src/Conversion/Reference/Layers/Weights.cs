using Glip.Core;

namespace Glip.Conversion;

/// <summary>The tensors of one part of a model. A tensor is read from the checkpoint each time it is asked for.</summary>
/// <param name="checkpoint">Where the tensors are.</param>
/// <param name="part">Name that all tensors of the part start with.</param>
internal sealed class Weights(ICheckpoint checkpoint, string part)
{
    /// <summary>The tensors of a part of this part.</summary>
    public Weights In(string name) => new(checkpoint, NameOf(name));

    public bool Has(string name) => checkpoint.Tensors.ContainsKey(NameOf(name));

    /// <summary>A tensor as rows: the first axis, and all others flattened.</summary>
    /// <exception cref="CheckpointException">The tensor is missing.</exception>
    public Matrix Matrix(string name)
    {
        var shape = Tensor(name).Shape;
        return new(shape[0], shape.Skip(1).Aggregate(1, (product, length) => product * length), checkpoint.Read(NameOf(name)));
    }

    /// <summary>A tensor of one axis.</summary>
    /// <exception cref="CheckpointException">The tensor is missing or has another length.</exception>
    public float[] Vector(string name, int length)
    {
        var shape = Tensor(name).Shape;
        return shape is [var found] && found == length
            ? checkpoint.Read(NameOf(name))
            : throw new CheckpointException($"{NameOf(name)} in {checkpoint.Source} has shape [{string.Join(", ", shape)}], expected [{length}].");
    }

    /// <summary>A tensor that holds one number.</summary>
    /// <exception cref="CheckpointException">The tensor is missing or longer.</exception>
    public float Scalar(string name) => Vector(name, 1)[0];

    private CheckpointTensor Tensor(string name) => checkpoint.Tensors.TryGetValue(NameOf(name), out var tensor)
        ? tensor
        : throw new CheckpointException($"{NameOf(name)} is missing in {checkpoint.Source}.");

    private string NameOf(string name) => part.Length == 0 ? name : $"{part}.{name}";
}
