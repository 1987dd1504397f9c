using Glip.Core;

namespace Glip.Conversion;

/// <summary>A file whose tensors are known; their values are read when they are asked for.</summary>
internal sealed class TensorFile : ICheckpoint
{
    private const string Wrapper = "module.";

    private readonly CheckpointFile _file;
    private readonly OrderedDictionary<string, CheckpointTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoredTensor> _stored = new(StringComparer.Ordinal);

    /// <param name="file">Is disposed of with the checkpoint.</param>
    /// <param name="tensors">In the order of the file, each name once.</param>
    public TensorFile(CheckpointFile file, IReadOnlyList<StoredTensor> tensors)
    {
        _file = file;
        // The wrapper for training on several devices puts this before every name.
        var skip = tensors.All(tensor => tensor.Name.StartsWith(Wrapper, StringComparison.Ordinal)) ? Wrapper.Length : 0;
        foreach (var tensor in tensors)
        {
            var name = tensor.Name[skip..];
            if (!_stored.TryAdd(name, tensor))
            {
                throw file.Refuse($"has the tensor {Shown.Name(name)} twice");
            }

            _tensors.Add(name, new CheckpointTensor(name, tensor.View.Shape, tensor.View.Type));
        }
    }

    public string Source => _file.Source;

    public IReadOnlyDictionary<string, CheckpointTensor> Tensors => _tensors;

    public float[] Read(string name)
    {
        if (!_stored.TryGetValue(name, out var tensor))
        {
            throw _file.Refuse($"has no tensor {Shown.Name(name)}");
        }

        if (!tensor.View.Type.IsReal())
        {
            throw _file.Refuse($"tensor {Shown.Name(name)} holds {tensor.View.Type}; expected numbers with fractions");
        }

        return new TensorReader(_file, tensor.Locate(), tensor.View).Read();
    }

    public void Dispose() => _file.Dispose();
}
