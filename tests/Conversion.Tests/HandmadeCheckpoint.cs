namespace Glip.Conversion.Tests;

/// <summary>A checkpoint that a test writes down.</summary>
internal sealed class HandmadeCheckpoint(params (string Name, int[] Shape, float[] Values)[] tensors) : ICheckpoint
{
    public string Source => "memory";

    public IReadOnlyDictionary<string, CheckpointTensor> Tensors { get; } =
        tensors.ToDictionary(tensor => tensor.Name, tensor => new CheckpointTensor(tensor.Name, [.. tensor.Shape], StoredType.Float32));

    public float[] Read(string name) => [.. tensors.Single(tensor => tensor.Name == name).Values];

    public void Dispose()
    {
    }
}
