using System.Collections.Immutable;
using System.Text.Json;
using Glip.Core;

namespace Glip.Conversion;

/// <summary>Sizes that cannot be read off the tensors, from a configuration file.</summary>
/// <param name="SwinHeads">Attention heads of each stage; null when the file does not say.</param>
/// <param name="BertHeads">Attention heads of the text model and of the head's text layers.</param>
/// <param name="FusionHeads">Attention heads of the fusion.</param>
/// <param name="MaxTextTokens">Most word pieces of a caption.</param>
public sealed record ModelConfig(ImmutableArray<int>? SwinHeads, int? BertHeads, int? FusionHeads, int? MaxTextTokens)
{
    private const int LargestFile = 1 << 20;

    /// <summary>Nothing is given.</summary>
    public static ModelConfig Empty { get; } = new(null, null, null, null);

    /// <summary>Reads <c>swin.num_heads</c>, <c>bert.num_attention_heads</c>, <c>fusion.num_heads</c> and <c>max_query_len</c> of a JSON file; other members are passed over.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read, or a member is not a count.</exception>
    public static ModelConfig Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                throw new ConfigurationException($"{path}: is larger than {LargestFile} bytes; expected the sizes of a model as JSON");
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            return new ModelConfig(
                Find(root, "swin", "num_heads") is { } heads ? [.. heads.EnumerateArray().Select(head => head.GetInt32())] : null,
                Count(root, "bert", "num_attention_heads"),
                Count(root, "fusion", "num_heads"),
                Count(root, "max_query_len"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: cannot be read as the sizes of a model ({e.Message.ReplaceLineEndings(" ")}); expected JSON with bert.num_attention_heads, fusion.num_heads and max_query_len");
        }
    }

    private static int? Count(JsonElement root, params string[] path) => Find(root, path) switch
    {
        null => null,
        { } element when element.GetInt32() is var count and > 0 and <= 65_536 => count,
        { } element => throw new InvalidOperationException($"{string.Join('.', path)} is {element}"),
    };

    private static JsonElement? Find(JsonElement root, params string[] path)
    {
        foreach (var name in path)
        {
            if (!root.TryGetProperty(name, out root))
            {
                return null;
            }
        }

        return root;
    }
}
