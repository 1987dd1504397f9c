namespace Glip.Conversion.Tests;

/// <summary>Tensors in memory; their values are computed when they are read.</summary>
internal sealed class MemoryCheckpoint(IEnumerable<CheckpointTensor> tensors, Func<CheckpointTensor, float[]> values) : ICheckpoint
{
    private readonly OrderedDictionary<string, CheckpointTensor> _tensors = new(tensors.Select(tensor => KeyValuePair.Create(tensor.Name, tensor)), StringComparer.Ordinal);

    public string Source => "memory";

    public IReadOnlyDictionary<string, CheckpointTensor> Tensors => _tensors;

    public float[] Read(string name) => values(_tensors[name]);

    public void Dispose()
    {
        // Nothing is held.
    }
}
