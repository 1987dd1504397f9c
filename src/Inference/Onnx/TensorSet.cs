namespace Glip.Inference;

/// <summary>Tensors by name; disposing of the set disposes of all of them.</summary>
public sealed class TensorSet : Dictionary<string, Tensor>, IDisposable
{
    public TensorSet()
        : base(StringComparer.Ordinal)
    {
    }

    public void Dispose()
    {
        foreach (var tensor in Values)
        {
            tensor.Dispose();
        }
    }
}
