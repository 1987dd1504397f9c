using FsCheck;
using FsCheck.Fluent;

namespace Glip.Core.Tests;

public class PromptTextTests
{
    [Theory]
    [InlineData("person; person in a red coat; dog", "person|person in a red coat|dog")]
    [InlineData("person. dog.", "person|dog")]
    [InlineData("person. bicycle. car", "person|bicycle|car")]
    [InlineData("person\nred car\r\ndog", "person|red car|dog")]
    [InlineData("St.Bernard; 3.5 inch disk", "St.Bernard|3.5 inch disk")]
    [InlineData("St. Bernard", "St|Bernard")]
    [InlineData("person.\tdog.\u00a0cat .", "person|dog|cat")]
    [InlineData(" ; . ;; \n person ;", "person")]
    [InlineData("", "")]
    [InlineData(" . ", "")]
    public void Split_Text_GivesPhrases(string text, string phrases) =>
        Assert.Equal(phrases, string.Join('|', PromptText.Split(text)));

    [Fact]
    public void Split_AnyString_GivesTrimmedParts() => Prop.ForAll(OddText.Any, text =>
    {
        foreach (var part in PromptText.Split(text))
        {
            Assert.Equal(part.Trim(), part);
            Assert.NotEmpty(part);
            OddText.PhraseOrNull(part);
        }
    }).Check(OddText.Often);

    [Fact]
    public void Split_TextOfAnyPhrases_GivesTheSamePhrases() => Prop.ForAll(OddText.Any, OddText.Any, (one, two) =>
    {
        string[] phrases = [.. new[] { one, two }.Select(OddText.PhraseOrNull).OfType<Phrase>().Select(phrase => phrase.Text)];

        Assert.Equal(phrases, PromptText.Split(string.Join("; ", phrases)));
        Assert.Equal(phrases, PromptText.Split(string.Join(". ", phrases)));
    }).Check(OddText.Often);

    [Fact]
    public void Split_HostileText_EndsSoon() =>
        Assert.Equal(2, PromptText.Split($"a{new string('.', 1 << 20)}{new string(' ', 1 << 20)}. b").Count);
}
