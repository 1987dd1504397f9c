using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Glip.Conversion.Tests;

/// <summary>
/// Reads the checkpoints of the golden models without unpickling: their storages are numbered in the order of the list of shapes
/// that lies next to them.
/// </summary>
internal sealed class FixtureCheckpoint : ICheckpoint
{
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, int> _storages = [];

    public FixtureCheckpoint(string folder)
    {
        Source = Path.Combine(folder, "checkpoint.pth");
        _archive = ZipFile.OpenRead(Source);
        var tensors = new Dictionary<string, CheckpointTensor>();
        using var shapes = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "state-dict-shapes.json")));
        foreach (var entry in shapes.RootElement.EnumerateObject())
        {
            var name = entry.Name["module.".Length..];
            ImmutableArray<int> shape = [.. entry.Value[0].EnumerateArray().Select(length => length.GetInt32())];
            _storages[name] = _storages.Count;
            tensors[name] = new(name, shape, entry.Value[1].GetString()!.EndsWith("int64", StringComparison.Ordinal) ? StoredType.Int64 : StoredType.Float32);
        }

        Tensors = tensors;
    }

    public string Source { get; }

    public IReadOnlyDictionary<string, CheckpointTensor> Tensors { get; }

    public float[] Read(string name)
    {
        Assert.Equal(StoredType.Float32, Tensors[name].Type);
        using var stream = _archive.GetEntry($"checkpoint/data/{_storages[name]}")!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var values = MemoryMarshal.Cast<byte, float>(memory.ToArray()).ToArray();
        Assert.Equal(Tensors[name].Shape.Aggregate(1, (product, length) => product * length), values.Length);
        return values;
    }

    public void Dispose() => _archive.Dispose();
}
