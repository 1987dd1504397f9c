using System.Text.Json.Serialization;
using Glip.Testing;

namespace Glip.Inference.Tests;

public class CaptionGoldenTests
{
    private static readonly Fixture s_fixture = GoldenJson.Read<Fixture>("captions", "captions.json");

    public static TheoryData<string> Cases => [.. s_fixture.Cases.Select(c => c.Case)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void OfCategories_GoldenCase_GivesOfficialCaptionAndTokens(string name)
    {
        var golden = s_fixture.Cases.Single(c => c.Case == name);

        var caption = Caption.OfCategories(golden.Names, golden.Separator, golden.Prompt?.Select(p => new PromptPart(p.Prefix, p.Name, p.Suffix)).ToArray());
        var tokens = EncodedCaption.Of(new ToyTokenizer(), caption).PhraseTokens;

        Assert.Equal(golden.Caption, caption.Text);
        Assert.Equal(golden.Labels.Select(golden.TokensOf), tokens.Select(indices => indices.ToArray()));
    }

    [Fact]
    public void Of_95CategoriesBy40_GivesGoldenChunkSizesInOrderOfIds()
    {
        var categories = Enumerable.Range(1, 95).Select(id => new Category(96 - id, $"name {96 - id}"));

        var chunks = CategoryChunks.Of(categories, 40);

        Assert.Equal(s_fixture.ChunkSizes, chunks.Select(chunk => chunk.Length));
        Assert.Equal(Enumerable.Range(1, 95), chunks.SelectMany(chunk => chunk).Select(category => category.Id));
    }

    [Fact]
    public void OfCategories_FewerPromptPartsThanNames_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Caption.OfCategories(["cat", "dog"], ". ", [new("", "cat", "")]));

    private sealed record Part(string Prefix, string Name, string Suffix);

    private sealed record GoldenCase(
        string Case, int[] Labels, string[] Names, string Separator, Part[]? Prompt, string Caption, Dictionary<int, int[]> LabelToTokens)
    {
        /// <summary>A label without tokens has no entry.</summary>
        public int[] TokensOf(int label) => LabelToTokens.GetValueOrDefault(label, []);
    }

    private sealed record Fixture(GoldenCase[] Cases)
    {
        [JsonPropertyName("chunk_sizes_of_95_by_40")]
        public int[] ChunkSizes { get; init; } = [];
    }
}
