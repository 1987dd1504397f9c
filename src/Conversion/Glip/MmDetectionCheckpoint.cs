using Glip.Core;

namespace Glip.Conversion;

/// <summary>GLIP weights as MMDetection publishes them, shown with the names and in the order of the official files. Exact: no number is computed.</summary>
public sealed class MmDetectionCheckpoint : ICheckpoint
{
    private readonly ICheckpoint _checkpoint;
    private readonly Dictionary<string, string> _theirNames = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, CheckpointTensor> _tensors = new(StringComparer.Ordinal);

    /// <param name="checkpoint">The file; disposed of with this view.</param>
    /// <exception cref="CheckpointException">A tensor has no counterpart in GLIP, or two have the same.</exception>
    public MmDetectionCheckpoint(ICheckpoint checkpoint)
    {
        _checkpoint = checkpoint;
        foreach (var (theirs, tensor) in checkpoint.Tensors)
        {
            var name = MmDetectionNames.Official(theirs) ?? throw Refused(theirs, "has no counterpart in the official files; expected the tensors of a GLIP of MMDetection");
            if (!_theirNames.TryAdd(name, theirs))
            {
                throw Refused(theirs, $"and '{_theirNames[name]}' both stand for '{name}'; expected one of them");
            }

            if (IsMerging(name) && (tensor.Shape is not [.., var width] || width % PatchMergingOrder.Neighbours != 0))
            {
                throw Refused(theirs, $"has the shape [{string.Join(", ", tensor.Shape)}]; expected a last axis for four neighbours");
            }

            _tensors.Add(name, tensor with { Name = name });
        }
    }

    public string Source => _checkpoint.Source;

    public IReadOnlyDictionary<string, CheckpointTensor> Tensors => _tensors;

    /// <summary>Whether a file has the names of MMDetection.</summary>
    public static bool Looks(ICheckpoint checkpoint) =>
        checkpoint.Tensors.Keys.Any(name => name.StartsWith($"{MmDetectionNames.Backbone}stages.", StringComparison.Ordinal))
        && checkpoint.Tensors.Keys.Any(name => name.StartsWith(MmDetectionNames.Head, StringComparison.Ordinal));

    public float[] Read(string name)
    {
        var values = _checkpoint.Read(_theirNames[name]);
        return IsMerging(name) ? PatchMergingOrder.ToSwin(values, _tensors[name].Shape[^1]) : values;
    }

    public void Dispose() => _checkpoint.Dispose();

    private static bool IsMerging(string name) => name.Contains(".downsample.", StringComparison.Ordinal);

    private CheckpointException Refused(string name, string why) => new($"{Source}: the tensor '{name}' {why}");
}
