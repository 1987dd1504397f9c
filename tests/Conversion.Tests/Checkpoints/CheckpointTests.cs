using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Glip.Conversion.Tests;

/// <summary>The files that PyTorch 1.13 wrote.</summary>
public sealed class CheckpointTests
{
    public static TheoryData<string> Fixtures => FixtureCheckpoint.All;

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Open_FileOfPyTorch_HasNamesShapesAndTypesInOrder(string fixture)
    {
        using var checkpoint = Checkpoint.Open(FixtureCheckpoint.PathOf(fixture));

        Assert.Equal(
            FixtureCheckpoint.Expected(fixture).Select(tensor => $"{tensor.Name} {string.Join('x', tensor.Shape)} {tensor.Type}"),
            checkpoint.Tensors.Values.Select(tensor => $"{tensor.Name} {string.Join('x', tensor.Shape)} {tensor.Type.ToString().ToLowerInvariant()}"));
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Read_EveryWeightOfPyTorch_IsTheStorageOfItsNumber(string fixture)
    {
        using var checkpoint = Checkpoint.Open(FixtureCheckpoint.PathOf(fixture));
        using var archive = ZipFile.OpenRead(FixtureCheckpoint.PathOf(fixture));
        foreach (var (tensor, i) in checkpoint.Tensors.Values.Select((tensor, i) => (tensor, i)).Where(item => item.tensor.Type == StoredType.Float32))
        {
            Assert.Equal(Storage(archive, i), checkpoint.Read(tensor.Name));
        }
    }

    [Fact]
    public void Read_FileWithMovingAverage_ReadsModel()
    {
        using var checkpoint = Checkpoint.Open(FixtureCheckpoint.PathOf("tiny-nofuse"));
        using var archive = ZipFile.OpenRead(FixtureCheckpoint.PathOf("tiny-nofuse"));
        var name = checkpoint.Tensors.Keys.First();

        // The moving average comes last, as many storages as the model; in this file it is half of the weights.
        var average = Storage(archive, archive.Entries.Count - 2 - checkpoint.Tensors.Count);

        Assert.Equal(checkpoint.Read(name).Select(value => value / 2), average);
    }

    private static float[] Storage(ZipArchive archive, int number)
    {
        using var stream = archive.GetEntry($"checkpoint/data/{number}")!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return MemoryMarshal.Cast<byte, float>(bytes.ToArray()).ToArray();
    }
}
