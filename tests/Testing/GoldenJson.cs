using System.Text.Json;

namespace Glip.Testing;

/// <summary>Reads JSON files below <c>tests/Data</c>, whose names are in snake case.</summary>
public static class GoldenJson
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static T Read<T>(params string[] path) => JsonSerializer.Deserialize<T>(File.ReadAllText(Repository.Data(path)), s_options)!;
}
