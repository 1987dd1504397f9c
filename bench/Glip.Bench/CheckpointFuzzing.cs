using System.Diagnostics;
using System.Globalization;
using Glip.Conversion;
using Glip.Host;
using Glip.Testing;

namespace Glip.Bench;

/// <summary>Damages checkpoints for a while; ends with an error when one is neither read nor refused in one line, or costs too much memory.</summary>
internal static class CheckpointFuzzing
{
    private static readonly string[] s_fixtures = ["tiny-fused", "tiny-nofuse", "large-style"];

    public static int Run(double seconds, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("glip-bench-").FullName;
        var fuzz = new CheckpointFuzz(seed, folder, [.. Originals(folder)], Read);
        var clock = Stopwatch.StartNew();
        fuzz.Run(_ => clock.Elapsed.TotalSeconds < seconds);
        Directory.Delete(folder, recursive: true);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {fuzz.Refused + fuzz.Survived} cases in {clock.Elapsed.TotalSeconds:0} s, {fuzz.Refused} refused, {fuzz.Survived} read; at most {fuzz.MostAllocated / 1048576.0:0.0} MiB allocated"));
        return 0;
    }

    private static IEnumerable<string> Originals(string folder)
    {
        var safetensors = Path.Combine(folder, "small.safetensors");
        File.WriteAllBytes(safetensors, SafetensorsSample.Bytes);
        yield return safetensors;

        var torch = Path.Combine(folder, "small.pth");
        CheckpointTensor[] tensors = [new("a.weight", [4, 3], StoredType.Float32), new("a.bias", [4], StoredType.Float16), new("count", [], StoredType.Int64)];
        CheckpointWriter.Write(torch, tensors, (_, values) => values.Clear(), new CheckpointContent { HasAverage = true, HasOptimizer = true });
        yield return torch;

        foreach (var fixture in s_fixtures)
        {
            yield return Path.Combine(Installation.Home, "tests", "Data", "glip", fixture, "checkpoint.pth");
        }
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
