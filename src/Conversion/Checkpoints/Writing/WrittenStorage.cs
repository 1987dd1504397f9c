namespace Glip.Conversion;

/// <summary>A storage that is to be written.</summary>
/// <param name="Tensor">Whose values.</param>
/// <param name="Scale">What they are multiplied with.</param>
internal sealed record WrittenStorage(CheckpointTensor Tensor, float Scale)
{
    public int Count => Tensor.Shape.Aggregate(1, (product, length) => checked(product * length));

    public long Length => (long)Count * Tensor.Type.Size();
}
