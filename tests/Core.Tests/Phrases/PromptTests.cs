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
    public void Seeks_OtherThresholdsAndCase_IsTheSame()
    {
        var prompt = Prompt.Of(["person", "red car"], 0.5f, 0.4f);

        Assert.True(prompt.Seeks(Prompt.Of(["Person", "red  car"], 0.9f, 0.1f).WithStandingDecoys()));
        Assert.False(prompt.Seeks(Prompt.Of(["red car", "person"], 0.5f, 0.4f)));
        Assert.False(prompt.Seeks(Prompt.Of(["person"], 0.5f, 0.4f)));
    }

    [Fact]
    public void WithVersion_OtherNumber_KeepsEverythingElse()
    {
        var prompt = new Prompt(Prompt.Of(["person"], 0.5f, 0.4f).Phrases) { DecoyMargin = 0.1f }.WithStandingDecoys().WithVersion(7);

        Assert.Equal((7, 0.1f, true, StandingDecoys.All.Length), (prompt.Version, prompt.DecoyMargin, prompt.HasStandingDecoys, prompt.Decoys.Length));
    }

    [Fact]
    public void WithDecoysOf_AnotherPrompt_TakesThoseThatAreNotSought()
    {
        var other = Prompt.Of(["person"], 0.5f, 0.4f);

        Assert.DoesNotContain(Prompt.Of(["shadow"], 0.5f, 0.4f).WithDecoysOf(other.WithStandingDecoys()).Decoys, decoy => decoy.Text == "shadow");
        Assert.Equal(["wall"], Prompt.Of(["cat"], 0.5f, 0.4f).WithDecoysOf(other.WithDecoys([new("cat"), new("wall")])).Decoys.Select(decoy => decoy.Text));
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
