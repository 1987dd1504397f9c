using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>A short run of what <c>bench/fuzz-checkpoints</c> does for ten minutes.</summary>
public sealed class CheckpointFuzzTests
{
    private const int Cases = 3000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_DamagedFiles_AreReadOrRefusedInOneLine(int seed)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.safetensors"), SafetensorsSample.Bytes);
        CheckpointWriter.Write(
            folder.File("a.pth"),
            [new("a.weight", [4, 3], StoredType.Float32), new("a.bias", [4], StoredType.Float16), new("count", [], StoredType.Int64)],
            (_, values) => values.Clear(),
            new CheckpointContent { HasAverage = true, HasOptimizer = true });
        var fuzz = new CheckpointFuzz(seed, folder.Path, [folder.File("a.safetensors"), folder.File("a.pth"), FixtureCheckpoint.PathOf("tiny-nofuse")], Read);

        fuzz.Run(number => number < Cases);

        Assert.True(fuzz.Refused > Cases / 2);
        Assert.True(fuzz.Survived > 0);
    }

    private static void Read(string path)
    {
        using var checkpoint = Checkpoint.Open(path);
        foreach (var tensor in checkpoint.Tensors.Values.Where(tensor => tensor.Type.IsReal()).Take(3))
        {
            checkpoint.Read(tensor.Name);
        }
    }
}
