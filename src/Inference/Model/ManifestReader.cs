using System.Text.Json;
using System.Text.Json.Serialization;
using Glip.Core;

namespace Glip.Inference;

/// <summary>Reads and checks <c>model.json</c>.</summary>
internal static class ManifestReader
{
    private const int LargestManifest = 1 << 20;

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <exception cref="ModelContractException">The text is not a manifest of version 1; says which member is wrong.</exception>
    public static ModelManifest Read(string path, byte[] content)
    {
        if (content.Length > LargestManifest)
        {
            throw new ModelContractException($"{path}: has {content.Length} bytes; expected a manifest of at most {LargestManifest}");
        }

        var manifest = Parse(path, content);
        foreach (var (isRight, expectation) in Rules(manifest))
        {
            if (!isRight)
            {
                throw new ModelContractException($"{path}: {expectation}");
            }
        }

        return manifest;
    }

    private static ModelManifest Parse(string path, byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<ModelManifest>(content, s_json)
                ?? throw new ModelContractException($"{path}: is null; expected a manifest");
        }
        catch (JsonException e)
        {
            throw new ModelContractException($"{path}: not a model manifest ({e.Message}); expected the members of the model package contract", e);
        }
    }

    private static IEnumerable<(bool IsRight, string Expectation)> Rules(ModelManifest manifest)
    {
        var (image, text, post) = (manifest.Image, manifest.Text, manifest.Post);
        yield return (manifest.Format == 1, $"format is {manifest.Format}; expected 1: this package was made for another version of the program");
        yield return (manifest.Name.Length is > 0 and <= 64, "name is empty or long; expected 1 to 64 characters");
        yield return (image.ShorterSide is >= 32 and <= 4096, $"image.shorter_side is {image.ShorterSide}; expected 32 to 4096 pixels");
        yield return (image.LongerSide >= image.ShorterSide && image.LongerSide <= 8192, $"image.longer_side is {image.LongerSide}; expected {image.ShorterSide} to 8192 pixels");
        yield return (image.Multiple is >= 1 and <= 256, $"image.multiple is {image.Multiple}; expected 1 to 256");
        yield return (image.Filter == "pillow-bilinear", $"image.filter is '{image.Filter}'; expected 'pillow-bilinear'");
        yield return (text.MaxTokens is >= 3 and <= 4096, $"text.max_tokens is {text.MaxTokens}; expected 3 to 4096");
        yield return (post.ScoreThreshold is >= 0 and < 1, FormattableString.Invariant($"post.score_threshold is {post.ScoreThreshold}; expected 0 to 1"));
        yield return (post.NmsIou is > 0 and <= 1, FormattableString.Invariant($"post.nms_iou is {post.NmsIou}; expected above 0, at most 1"));
        yield return (post.NmsPixelOffset is 0 or 1, $"post.nms_pixel_offset is {post.NmsPixelOffset}; expected 0 or 1");
        yield return (post.MaxDetections is >= 1 and <= 10_000, $"post.max_detections is {post.MaxDetections}; expected 1 to 10000");
        foreach (var file in manifest.Graphs.All.Select(graph => graph.File).Prepend(text.Vocabulary))
        {
            yield return (IsFileName(file), $"'{file}' is not a plain file name; expected a file inside the package folder");
        }
    }

    private static bool IsFileName(string name) => name is not ("" or "." or "..") && !name.Contains('\0', StringComparison.Ordinal) && Path.GetFileName(name) == name;
}
