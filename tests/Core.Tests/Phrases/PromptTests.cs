namespace Glip.Core.Tests;

public class PromptTests
{
    [Fact]
    public void Of_Phrases_KeepsOrderThresholdsAndFirstVersion()
    {
        var prompt = Prompt.Of(["person", "Red car"], 0.5f, 0.4f);

        Assert.Equal([new(new("person"), 0.5f, 0.4f), new(new("Red car"), 0.5f, 0.4f)], prompt.Phrases.ToArray());
        Assert.Equal(1, prompt.Version);
    }

    [Fact]
    public void Constructor_NoPhrase_IsRefused() => Assert.Equal("empty", CodeOf([]));

    [Fact]
    public void Constructor_MostPhrases_AreAcceptedAndOneMoreIsNot()
    {
        string[] phrases = [.. Enumerable.Range(0, 65).Select(i => $"thing {i}")];

        Assert.Equal(64, Prompt.Of(phrases[..64], 0.5f, 0.4f).Phrases.Length);
        Assert.Equal("too_many_phrases", CodeOf(phrases));
    }

    [Theory]
    [InlineData("red car", "Red Car")]
    [InlineData("red car", "red-car")]
    [InlineData("cafe", "café")]
    [InlineData("Fußgänger", "fußgänger")] // slugs differ by their hashes
    public void Constructor_SamePhraseOrSlugTwice_NamesBoth(string one, string two)
    {
        var error = Assert.Throws<PromptException>(() => new Prompt([new(new("dog"), 1, 1), new(new(one), 0.5f, 0.4f), new(new(two), 0.6f, 0.4f)]));

        Assert.Equal("duplicate_phrase", error.Code);
        Assert.Contains($"'{one}' and '{two}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0.01f)]
    [InlineData(0.01f, 0.01f)]
    [InlineData(0.5f, 0.5f)]
    public void Constructor_ThresholdsAtTheLimits_AreAccepted(float enter, float leave) => Prompt.Of(["dog"], enter, leave);

    [Theory]
    [InlineData(1.01f, 0.5f)]
    [InlineData(0.005f, 0.005f)]
    [InlineData(0.5f, 0.005f)]
    [InlineData(0.5f, 0.51f)]
    [InlineData(float.NaN, 0.5f)]
    [InlineData(0.5f, float.NaN)]
    public void Constructor_ThresholdsOutOfRange_AreRefused(float enter, float leave)
    {
        var error = Assert.Throws<PromptException>(() => Prompt.Of(["dog"], enter, leave));

        Assert.Equal(("invalid_threshold", "dog"), (error.Code, error.RefusedPhrase));
    }

    private static string CodeOf(string[] phrases) => Assert.Throws<PromptException>(() => Prompt.Of(phrases, 0.5f, 0.4f)).Code;
}
