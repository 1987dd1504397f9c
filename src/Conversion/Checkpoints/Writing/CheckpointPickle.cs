using System.Globalization;

namespace Glip.Conversion;

/// <summary>Builds the pickle of a checkpoint, and numbers the storages that it refers to.</summary>
internal sealed class CheckpointPickle
{
    private const string Wrapper = "module.";

    private readonly PickleWriter _writer = new();
    private readonly List<WrittenStorage> _storages = [];

    private CheckpointPickle()
    {
    }

    /// <summary>The pickle, and the storages in the order of their numbers.</summary>
    public static (byte[] Pickle, IReadOnlyList<WrittenStorage> Storages) Build(IReadOnlyList<CheckpointTensor> tensors, CheckpointContent content)
    {
        var pickle = new CheckpointPickle();
        pickle.WriteRoot(tensors, content);
        return (pickle._writer.Finish(), pickle._storages);
    }

    private void WriteRoot(IReadOnlyList<CheckpointTensor> tensors, CheckpointContent content)
    {
        List<(Action, Action)> items = [(() => _writer.Text("model"), () => WriteWeights(tensors, 1))];
        if (content.HasOptimizer)
        {
            items.Add((() => _writer.Text("optimizer"), () => WriteOptimizer([.. tensors.Where(tensor => tensor.Type.IsReal())])));
            items.Add((() => _writer.Text("scheduler"), WriteScheduler));
            items.Add((() => _writer.Text("iteration"), () => _writer.Number(300_000)));
        }

        if (content.HasAverage)
        {
            items.Add((() => _writer.Text("model_ema"), () => WriteWeights(tensors, 0.5f)));
        }

        _writer.Dictionary(items);
    }

    private void WriteWeights(IReadOnlyList<CheckpointTensor> tensors, float scale)
    {
        _writer.OrderedDictionary([.. tensors.Select(tensor => ((Action)(() => _writer.Text(Wrapper + tensor.Name)), (Action)(() => WriteTensor(tensor, scale))))]);
        _writer.Attributes(() => _writer.Dictionary((() => _writer.Text("_metadata"), () => WriteMetadata(tensors))));
    }

    private void WriteTensor(CheckpointTensor tensor, float scale)
    {
        var storage = new WrittenStorage(tensor, scale);
        var number = _storages.Count.ToString(CultureInfo.InvariantCulture);
        _storages.Add(storage);
        var strides = new long[tensor.Shape.Length];
        var stride = 1L;
        for (var axis = strides.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(tensor.Shape[axis], 1);
        }

        _writer.Call(
            () => _writer.Name("torch._utils", "_rebuild_tensor_v2"),
            () => _writer.Storage(
                () => _writer.Text("storage"), () => _writer.Name("torch", StorageName(tensor.Type)), () => _writer.NewText(number), () => _writer.Text("cpu"), () => _writer.Number(storage.Count)),
            () => _writer.Number(0),
            () => _writer.Tuple([.. tensor.Shape.Select(length => (Action)(() => _writer.Number(length)))]),
            () => _writer.Tuple([.. strides.Select(step => (Action)(() => _writer.Number(step)))]),
            () => _writer.Bool(false),
            () => _writer.OrderedDictionary([]));
    }

    /// <summary>The version of each module.</summary>
    private void WriteMetadata(IReadOnlyList<CheckpointTensor> tensors)
    {
        var modules = tensors.SelectMany(tensor => Parents(Wrapper + tensor.Name)).Distinct(StringComparer.Ordinal);
        _writer.OrderedDictionary([.. modules.Select(module => (
            (Action)(() => _writer.NewText(module)), (Action)(() => _writer.Dictionary((() => _writer.Text("version"), () => _writer.Number(1)))))),
        ]);
    }

    /// <summary>The modules above a weight, the outermost first; the outermost of all has no name.</summary>
    private static IEnumerable<string> Parents(string name) =>
        Enumerable.Range(0, name.Length).Where(i => i == 0 || name[i] == '.').Select(i => name[..i]);

    private void WriteOptimizer(IReadOnlyList<CheckpointTensor> tensors) => _writer.Dictionary(
        (() => _writer.Text("state"), () => _writer.Dictionary([.. tensors.Select((tensor, i) => ((Action)(() => _writer.Number(i)), (Action)(() => WriteState(tensor))))])),
        (() => _writer.Text("param_groups"), () => _writer.List([() => _writer.Dictionary(
            (() => _writer.Text("lr"), () => _writer.Number(1e-4)),
            (() => _writer.Text("params"), () => _writer.List([.. tensors.Select((_, i) => (Action)(() => _writer.Number(i)))])))])));

    private void WriteState(CheckpointTensor tensor) => _writer.Dictionary(
        (() => _writer.Text("step"), () => _writer.Number(300_000)),
        (() => _writer.Text("exp_avg"), () => WriteTensor(tensor, 0.1f)),
        (() => _writer.Text("exp_avg_sq"), () => WriteTensor(tensor, 0.01f)));

    private void WriteScheduler() => _writer.Dictionary(
        (() => _writer.Text("milestones"), () => _writer.List([() => _writer.Number(250_000), () => _writer.Number(290_000)])),
        (() => _writer.Text("gamma"), () => _writer.Number(0.1)),
        (() => _writer.Text("last_epoch"), () => _writer.Number(300_000)));

    private static string StorageName(StoredType type) => type switch
    {
        StoredType.Float32 => "FloatStorage",
        StoredType.Float64 => "DoubleStorage",
        StoredType.Float16 => "HalfStorage",
        StoredType.BFloat16 => "BFloat16Storage",
        StoredType.Int64 => "LongStorage",
        StoredType.Int32 => "IntStorage",
        StoredType.Int16 => "ShortStorage",
        StoredType.Int8 => "CharStorage",
        StoredType.UInt8 => "ByteStorage",
        _ => "BoolStorage",
    };
}
