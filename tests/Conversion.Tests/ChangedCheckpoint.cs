namespace Glip.Conversion.Tests;

/// <summary>A checkpoint with one tensor put in, or left out.</summary>
/// <param name="values">Of the tensor; null leaves it out.</param>
internal sealed class ChangedCheckpoint(ICheckpoint checkpoint, string name, int[] shape, float[]? values) : ICheckpoint
{
    public string Source => checkpoint.Source;

    public IReadOnlyDictionary<string, CheckpointTensor> Tensors
    {
        get
        {
            var tensors = checkpoint.Tensors.Where(tensor => tensor.Key != name).ToDictionary(StringComparer.Ordinal);
            if (values is not null)
            {
                tensors[name] = new(name, [.. shape], StoredType.Float32);
            }

            return tensors;
        }
    }

    public float[] Read(string tensor) => tensor == name ? values! : checkpoint.Read(tensor);

    public void Dispose() => checkpoint.Dispose();
}
