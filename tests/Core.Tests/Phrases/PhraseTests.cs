using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Glip.Core.Tests;

public class PhraseTests
{
    [Theory]
    [InlineData("  Person \t in\u00a0a\u3000red\r\ncoat ", "Person in a red coat")]
    [InlineData("cafe\u0301", "caf\u00e9")]
    [InlineData("St.Bernard", "St.Bernard")]
    [InlineData("3.5 inch disk", "3.5 inch disk")]
    [InlineData("9", "9")]
    [InlineData("赤い車", "赤い車")]
    [InlineData("𐐀", "𐐀")]
    public void Text_ValidPhrase_IsCanonical(string text, string canonical) => Assert.Equal(canonical, new Phrase(text).Text);

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \u2028\t", "empty")]
    [InlineData("dog; cat", "invalid_character")]
    [InlineData("dog. cat", "invalid_character")]
    [InlineData("dog.\u00a0cat", "invalid_character")]
    [InlineData("dog.", "invalid_character")]
    [InlineData("=cmd", "invalid_character")]
    [InlineData("-dog", "invalid_character")]
    [InlineData("µm screw", "invalid_character")]
    [InlineData("\u0301dog", "invalid_character")]
    [InlineData("🐕 dog", "invalid_character")]
    [InlineData("do\0g", "invalid_character")]
    [InlineData("do\u001bg", "invalid_character")]
    [InlineData("do\u007fg", "invalid_character")]
    [InlineData("dog \uffff", "invalid_character")]
    [InlineData("dog \ufffe", "invalid_character")]
    [InlineData("dog \ufdd0", "invalid_character")]
    [InlineData("dog \U0001fffe", "invalid_character")]
    public void Constructor_BadPhrase_IsRefusedWithCode(string text, string code) =>
        Assert.Equal(code, Assert.Throws<PromptException>(() => new Phrase(text)).Code);

    [Fact]
    public void Constructor_HalfASurrogatePair_IsRefused()
    {
        // In an attribute these strings would not stay as they are.
        foreach (var text in new[] { "dog \ud83d", "dog \udc15", "dog \udc15\ud83d" })
        {
            Assert.Equal("invalid_character", Assert.Throws<PromptException>(() => new Phrase(text)).Code);
        }
    }

    [Fact]
    public void Constructor_Longest_IsAcceptedAndOneMoreIsNot()
    {
        Assert.Equal(200, new Phrase(new string('a', 200)).Text.Length);

        var error = Assert.Throws<PromptException>(() => new Phrase(new string('a', 201)));
        Assert.Equal("phrase_too_long", error.Code);
        Assert.Contains("has 201 characters; expected at most 200", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_TooLongOfWidePairs_DoesNotCutOneInTheMessage()
    {
        var error = Assert.Throws<PromptException>(() => new Phrase("a" + string.Concat(Enumerable.Repeat("𐐀", 150))));

        Assert.DoesNotContain("\uFFFD", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(error.Message)), StringComparison.Ordinal);
    }

    [Fact]
    public void Equals_OtherCase_IsTheSamePhrase()
    {
        Assert.Equal(new Phrase("Red Car"), new Phrase("red car"));
        Assert.Equal(new Phrase("Red Car").GetHashCode(), new Phrase("red car").GetHashCode());
        Assert.NotEqual(new Phrase("Red Car"), new Phrase("red cars"));
        Assert.False(new Phrase("dog").Equals(null));
    }

    [Fact]
    public void ToString_Phrase_IsItsText() => Assert.Equal("Red car", new Phrase("Red  car").ToString());

    [Fact]
    public void Constructor_AnyString_GivesCanonicalFormOrPromptException() => Prop.ForAll(OddText.Any, text =>
    {
        if (OddText.PhraseOrNull(text) is { } phrase)
        {
            Assert.InRange(phrase.Text.Length, 1, Phrase.MaxLength);
            Assert.Equal(phrase.Text, new Phrase(phrase.Text).Text);
            Assert.True(phrase.Text.IsNormalized(NormalizationForm.FormC));
        }
    }).Check(OddText.Often);

    [Fact]
    public void Message_AnyRefusedString_IsOneLine() => Prop.ForAll(OddText.Any, text =>
    {
        if (OddText.PhraseOrNull(text) is null)
        {
            var error = Assert.Throws<PromptException>(() => new Phrase(text));
            Assert.DoesNotContain(error.Message, char.IsControl);
            Assert.NotEmpty(error.Code);
        }
    }).Check(OddText.Often);
}
