using FsCheck;
using FsCheck.Fluent;
using Glip.Core;

namespace Glip.Inference.Tests;

public class CaptionChunksTests
{
    [Theory]
    [InlineData(7, new[] { 3 })] // [CLS] a . b . c [SEP]
    [InlineData(6, new[] { 2, 1 })]
    [InlineData(5, new[] { 2, 1 })]
    [InlineData(4, new[] { 1, 1, 1 })]
    [InlineData(3, new[] { 1, 1, 1 })]
    public void Encode_ThreePhrases_FillsEachChunk(int maxTokens, int[] sizes)
    {
        var chunks = CaptionChunks.Encode(new ToyTokenizer(), ["a", "b", "c"], ". ", maxTokens);

        Assert.Equal(sizes, chunks.Select(chunk => chunk.PhraseTokens.Length));
    }

    [Fact]
    public void Encode_PhraseThatDoesNotFit_IsRefused()
    {
        var error = Assert.Throws<PromptException>(() => CaptionChunks.Encode(new ToyTokenizer(), ["a", "a b c d"], ". ", 5));

        Assert.Equal(("phrase_too_long", "a b c d"), (error.Code, error.RefusedPhrase));
        Assert.Equal("phrase 'a b c d' has 4 word pieces; expected at most 3, the limit of the model", error.Message);
    }

    [Fact]
    public void Encode_PhraseOfDroppedCharacters_IsRefused()
    {
        var error = Assert.Throws<PromptException>(() => CaptionChunks.Encode(NanoTokenizer.Instance, ["dog", "\u200b\u200b\u200b\u200b"], ". ", 256));

        Assert.Equal("invalid_character", error.Code);
    }

    [Fact]
    public void Encode_AnyPhrases_KeepsAllInOrderInFullChunks()
    {
        var phrase = Gen.Elements("person", "red car", "café table", "unaffable", "赤い車", "dog 🐕", "a b c d e f").ArrayOf().Where(p => p.Length > 0);
        var limit = Gen.Choose(12, 40);

        Prop.ForAll(phrase.ToArbitrary(), limit.ToArbitrary(), (phrases, maxTokens) =>
        {
            var done = 0;
            foreach (var chunk in CaptionChunks.Encode(NanoTokenizer.Instance, phrases, ". ", maxTokens))
            {
                var next = done + chunk.PhraseTokens.Length;
                Assert.Equal(Ids(phrases[done..next]), chunk.InputIds);
                Assert.InRange(chunk.InputIds.Length, 3, maxTokens);
                Assert.True(next == phrases.Length || Ids(phrases[done..(next + 1)]).Length > maxTokens);
                done = next;
            }

            Assert.Equal(phrases.Length, done);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(30));
    }

    private static long[] Ids(string[] phrases) =>
        [101, .. NanoTokenizer.Instance.Tokenize(string.Join(". ", phrases)).Select(token => (long)token.Id), 102];
}
