using System.Text.Json;
using Glip.Testing;

namespace Glip.Inference.Tests;

public class EncodedCaptionTests
{
    [Fact]
    public void Of_ThreePhrases_GivesIdsAndTokensOfTheSpecification()
    {
        var encoded = EncodedCaption.Of(NanoTokenizer.Instance, Caption.Of(["person", "bicycle", "car"], ". "));

        Assert.Equal([101, 2711, 1012, 10165, 1012, 2482, 102], encoded.InputIds);
        Assert.Equal([[1], [3], [5]], encoded.PhraseTokens.Select(tokens => tokens.ToArray()));
    }

    [Fact]
    public void PhraseMap_PhraseOfTwoTokens_HoldsAHalfAtEach()
    {
        var encoded = EncodedCaption.Of(new ToyTokenizer(), Caption.Of(["red car", "dog"], "."));

        Assert.Equal(
            [0, 0,
             0.5f, 0,
             0.5f, 0,
             0, 0,
             0, 1,
             0, 0], encoded.PhraseMap());
    }

    [Fact]
    public void PhraseMap_PhraseWithoutToken_IsAColumnOfZeros() =>
        Assert.Equal([0, 0, 0], new EncodedCaption([1, 3, 2], [[]]).PhraseMap());

    [Theory]
    [InlineData("frame")]
    [InlineData("words")]
    [InlineData("batch")]
    public void Of_GoldenPrompts_GivesModelInputs(string folder)
    {
        var (ids, shape) = Npy.Read<long>(Repository.Data("nano", folder, "input_ids.npy"));
        var (mask, _) = Npy.Read<long>(Repository.Data("nano", folder, "attention_mask.npy"));
        var (map, mapShape) = Npy.Read<float>(Repository.Data("nano", folder, "phrase_map.npy"));
        var prompts = Prompts(folder);
        Assert.Equal(shape[0], prompts.Length);
        for (var n = 0; n < prompts.Length; n++)
        {
            var encoded = EncodedCaption.Of(NanoTokenizer.Instance, Caption.Of(prompts[n].Split(". "), ". "));

            Assert.Equal(ids[(n * shape[1])..((n + 1) * shape[1])], Padded(encoded.InputIds, shape[1]));
            Assert.Equal(mask[(n * shape[1])..((n + 1) * shape[1])], Padded([.. encoded.InputIds.Select(_ => 1L)], shape[1]));
            AssertMap(map.AsSpan(n * mapShape[1] * mapShape[2], mapShape[1] * mapShape[2]), mapShape[2], encoded);
        }
    }

    private static void AssertMap(ReadOnlySpan<float> golden, int columns, EncodedCaption encoded)
    {
        var (map, phrases) = (encoded.PhraseMap(), encoded.PhraseTokens.Length);
        for (var i = 0; i < golden.Length; i++)
        {
            var (token, phrase) = Math.DivRem(i, columns);
            var actual = token < encoded.InputIds.Length && phrase < phrases ? map[(token * phrases) + phrase] : 0;
            Assert.Equal(golden[i], actual, 1e-7f);
        }
    }

    private static long[] Padded(long[] values, int length) => [.. values, .. new long[length - values.Length]];

    private static string[] Prompts(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.Data("nano", folder, "detections.json")));
        return [.. json.RootElement.EnumerateArray().Select(image => image.GetProperty("prompt").GetString()!)];
    }
}
