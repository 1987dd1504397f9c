using System.Buffers.Binary;
using System.IO.Compression;
using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>What the writer makes is what PyTorch makes, and is read back.</summary>
public sealed class CheckpointWriterTests
{
    private static readonly CheckpointContent s_everything = new() { HasAverage = true, HasOptimizer = true };

    public static TheoryData<string> Fixtures => FixtureCheckpoint.All;

    public static TheoryData<StoredType> Types => [.. Enum.GetValues<StoredType>()];

    // Up to the attributes, which name modules that have no weights, nothing but names and shapes decides the bytes.
    [Theory]
    [InlineData("tiny-fused")]
    [InlineData("large-style")]
    public void Write_NamesAndShapesOfPyTorch_PickleIsTheSameByteForByte(string fixture)
    {
        using var folder = new TemporaryFolder();
        var ours = Pickle(Copy(fixture, folder));
        var theirs = Pickle(FixtureCheckpoint.PathOf(fixture));
        var attributes = ours.AsSpan().IndexOf("_metadata"u8);

        Assert.True(attributes > theirs.Length / 2);
        Assert.Equal(theirs[..attributes], ours[..attributes]);
        Assert.Equal("sb"u8.ToArray(), ours[^4..^2]); // SETITEM, BUILD
        Assert.Equal(theirs[^4..], ours[^4..]);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Write_NamesAndShapesOfPyTorch_EntriesAreTheSame(string fixture)
    {
        using var folder = new TemporaryFolder();
        using var ours = ZipFile.OpenRead(Copy(fixture, folder));
        using var theirs = ZipFile.OpenRead(FixtureCheckpoint.PathOf(fixture));
        var tensors = FixtureCheckpoint.Expected(fixture);
        var models = tensors.Select((_, i) => $"checkpoint/data/{i}").Append("checkpoint/data.pkl").Append("checkpoint/version").ToHashSet();
        var weights = tensors.Select((tensor, i) => (tensor, i)).Where(item => item.tensor.Type == "float32").Select(item => $"checkpoint/data/{item.i}").ToHashSet();

        Assert.Equal(theirs.Entries.Select(entry => entry.FullName).Where(models.Contains), ours.Entries.Select(entry => entry.FullName));
        Assert.Equal(Checksums(theirs, weights), Checksums(ours, weights));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Write_EachType_IsReadBack(StoredType type)
    {
        using var folder = new TemporaryFolder();
        CheckpointTensor[] tensors = [new("a.weight", [3, 5], type), new("a.bias", [], type), new("none", [0, 2], type)];
        CheckpointWriter.Write(folder.File("a.pth"), tensors, Count, s_everything);

        using var checkpoint = Checkpoint.Open(folder.File("a.pth"));

        Assert.Equal(tensors.Select(tensor => (tensor.Name, tensor.Type)), checkpoint.Tensors.Values.Select(tensor => (tensor.Name, tensor.Type)));
        Assert.Equal([3, 5], checkpoint.Tensors["a.weight"].Shape.ToArray());
        if (type.IsReal())
        {
            Assert.Equal(Enumerable.Range(0, 15).Select(i => i - 0.5f), checkpoint.Read("a.weight"));
            Assert.Equal([-0.5f], checkpoint.Read("a.bias"));
            Assert.Empty(checkpoint.Read("none"));
        }
    }

    [Fact]
    public void Write_MoreTensorsThanOneBatch_AreReadBackInOrder()
    {
        using var folder = new TemporaryFolder();
        CheckpointTensor[] tensors = [.. Enumerable.Range(0, 2500).Select(i => new CheckpointTensor($"layer.{i}", [1], StoredType.Float32))];
        CheckpointWriter.Write(folder.File("a.pth"), tensors, (tensor, values) => values.Fill(Array.IndexOf(tensors, tensor)), s_everything);

        using var checkpoint = Checkpoint.Open(folder.File("a.pth"));

        Assert.Equal(tensors.Select(tensor => tensor.Name), checkpoint.Tensors.Keys);
        Assert.Equal([2499f], checkpoint.Read("layer.2499"));
    }

    [Fact]
    public void Write_Storages_BeginAtMultiplesOf64()
    {
        using var folder = new TemporaryFolder();
        CheckpointWriter.Write(folder.File("a.pth"), [new("a", [3], StoredType.Float32), new("b", [70], StoredType.Float16), new("c", [1], StoredType.Float32)], Count, s_everything);
        var bytes = File.ReadAllBytes(folder.File("a.pth"));
        var position = 0;
        for (var entries = 0; (position = bytes.AsSpan(position).IndexOf("PK\x03\x04"u8) is var found and >= 0 ? position + found : -1) >= 0; entries++)
        {
            var start = position + 30 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(position + 26)) + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(position + 28));
            Assert.Equal(0, start % 64);
            position = start;
        }
    }

    // The archive goes over 4 GiB without taking the room: what is not written is a hole in the file.
    [Fact]
    public void Write_EntriesBeyond4GiB_AreReadBack()
    {
        using var folder = new TemporaryFolder();
        var pickle = new PickleAssembler().Dictionary("w", p => p.Tensor("0", 4, [4], [1])).Finish();
        using (var stream = File.Create(folder.File("a.pth")))
        {
            var zip = new ZipWriter(stream);
            zip.Add("a/version", 1, ["3"u8.ToArray()]);
            stream.Position = 5L << 30;
            zip.Add("a/data.pkl", pickle.Length, [pickle]);
            zip.Add("a/data/0", 16, [new byte[] { 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40, 0, 0, 0x80, 0x40 }]);
            zip.Finish();
        }

        using var checkpoint = Checkpoint.Open(folder.File("a.pth"));
        using var reference = ZipFile.OpenRead(folder.File("a.pth"));

        Assert.Equal([1f, 2, 3, 4], checkpoint.Read("w"));
        Assert.Equal(3, reference.Entries.Count);
    }

    private static IEnumerable<(string Name, long Length, uint Crc)> Checksums(ZipArchive archive, HashSet<string> names) =>
        archive.Entries.Where(entry => names.Contains(entry.FullName)).Select(entry => (entry.FullName, entry.Length, entry.Crc32));

    private static void Count(CheckpointTensor tensor, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = tensor.Type.IsReal() ? i - 0.5f : i % 2;
        }
    }

    /// <summary>A fixture, read and written again with the names and types that its list says.</summary>
    private static string Copy(string fixture, TemporaryFolder folder)
    {
        using var source = Checkpoint.Open(FixtureCheckpoint.PathOf(fixture));
        var path = folder.File("copy.pth");
        CheckpointWriter.Write(path, [.. source.Tensors.Values], (tensor, values) => Fill(source, tensor, values));
        return path;
    }

    private static void Fill(ICheckpoint source, CheckpointTensor tensor, Span<float> values)
    {
        if (tensor.Type.IsReal())
        {
            source.Read(tensor.Name).CopyTo(values);
        }
    }

    private static byte[] Pickle(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        using var stream = archive.GetEntry("checkpoint/data.pkl")!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
