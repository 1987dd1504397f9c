using System.Text.Json;
using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>An image and a text for a golden model.</summary>
/// <param name="Folder">Where the results are, one <c>.npy</c> each.</param>
/// <param name="Image">[3, height, width] blue, green, red, normalised, without padding.</param>
/// <param name="InputIds">[tokens] padded with 0.</param>
/// <param name="AttentionMask">[tokens] 1 = real token.</param>
/// <param name="PhraseTokens">Tokens of the labels 1, 2, and so on.</param>
internal sealed record GoldenInput(
    string Folder, float[] Image, int Height, int Width, long[] InputIds, long[] AttentionMask, IReadOnlyList<int[]> PhraseTokens)
{
    public int RealTokens => (int)AttentionMask.Sum();

    public static GoldenInput Read(string folder)
    {
        var (image, shape) = Npy.Read<float>(Path.Combine(folder, "image.npy"));
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "positive_map.json")));
        var labels = json.RootElement.GetProperty("positive_map").EnumerateObject().ToArray();
        Assert.Equal(Enumerable.Range(1, labels.Length).Select(label => $"{label}"), labels.Select(label => label.Name));
        return new(
            folder,
            image,
            shape[1],
            shape[2],
            Npy.Read<long>(Path.Combine(folder, "input_ids.npy")).Values,
            Npy.Read<long>(Path.Combine(folder, "attention_mask.npy")).Values,
            [.. labels.Select(label => label.Value.EnumerateArray().Select(token => token.GetInt32()).ToArray())]);
    }
}
