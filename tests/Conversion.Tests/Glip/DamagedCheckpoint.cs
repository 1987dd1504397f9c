using Glip.Core;

namespace Glip.Conversion.Tests;

/// <summary>A checkpoint of which one tensor cannot be read.</summary>
internal sealed class DamagedCheckpoint(ICheckpoint checkpoint, string name) : ICheckpoint
{
    public string Source => checkpoint.Source;

    public IReadOnlyDictionary<string, CheckpointTensor> Tensors => checkpoint.Tensors;

    public float[] Read(string tensor) => tensor == name ? throw new CheckpointException($"{Source}: {name} is damaged") : checkpoint.Read(tensor);

    public void Dispose()
    {
        // Owned by the test.
    }
}
