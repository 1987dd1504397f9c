using System.Text.Json;
using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>The checkpoints that PyTorch wrote, below <c>tests/Data/glip</c>.</summary>
internal static class FixtureCheckpoint
{
    public static TheoryData<string> All => ["tiny-fused", "tiny-nofuse", "large-style"];

    public static string PathOf(string fixture) => Repository.Data("glip", fixture, "checkpoint.pth");

    /// <summary>Names, shapes and types of <c>model</c> in their order, without <c>module.</c>, as PyTorch listed them.</summary>
    public static List<(string Name, int[] Shape, string Type)> Expected(string fixture)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.Data("glip", fixture, "state-dict-shapes.json")));
        return [.. json.RootElement.EnumerateObject().Select(tensor => (
            tensor.Name["module.".Length..],
            tensor.Value[0].EnumerateArray().Select(length => length.GetInt32()).ToArray(),
            tensor.Value[1].GetString()!))];
    }
}
