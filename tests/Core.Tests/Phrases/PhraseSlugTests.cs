using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Glip.Core.Tests;

public partial class PhraseSlugTests
{
    [Theory]
    [InlineData("Person in a red coat", "person_in_a_red_coat")]
    [InlineData("café  table", "cafe_table")]
    [InlineData("İstanbul bus", "istanbul_bus")]
    [InlineData("a/b + c#d", "a_b_c_d")]
    [InlineData("Fußgänger", "fu_ganger_d1e14a20")]
    [InlineData("赤い車", "122d50ed")]
    [InlineData("all", "all_5ef5ef03")]
    [InlineData("dog 🐕", "dog")]
    [InlineData("a person who carries a very long ladder across the yard in the rain at night", "a_person_who_carries_a_very_long_ladder_across_the_yard_bb077719")]
    public void Slug_PhraseOfTheWireContract_IsAsPublished(string text, string slug) => Assert.Equal(slug, new Phrase(text).Slug);

    [Theory]
    [InlineData("ﬁre ½", "fire_1_2")] // NFKD unfolds ligatures and fractions; the fraction slash is no letter
    [InlineData("Kelvin \u212A", "kelvin_k")]
    [InlineData("x--y__z", "x_y_z")]
    [InlineData("dog!", "dog")]
    public void Slug_CompatibilityForms_AreUnfolded(string text, string slug) => Assert.Equal(slug, new Phrase(text).Slug);

    [Theory]
    [InlineData(64, "^x{64}$")]
    [InlineData(65, "^x{55}_[0-9a-f]{8}$")]
    public void Slug_LongPhrase_IsCutOnlyAbove64(int length, string pattern) =>
        Assert.Matches(pattern, new Phrase(new string('x', length)).Slug);

    [Fact]
    public void Slug_CutAtAnUnderscore_HasNoTwoInARow() =>
        Assert.Matches("^x{54}_[0-9a-f]{8}$", new Phrase($"{new string('x', 54)} {new string('y', 20)}").Slug);

    [Fact]
    public void Slug_LostDigit_IsHashed() => Assert.Matches("^bus_[0-9a-f]{8}$", new Phrase("bus ٣").Slug);

    [Fact]
    public void Slug_OtherLostLetters_Differ() => Assert.False(new Phrase("Ж").Slug == new Phrase("Я").Slug);

    [Fact]
    public void Slug_AnyPhrase_IsSafeAndStaysWhenReadAgain() => Prop.ForAll(OddText.Any, text =>
    {
        if (OddText.PhraseOrNull(text) is { } phrase)
        {
            Assert.Matches(Safe(), phrase.Slug);
            Assert.False(phrase.Slug == "all");
            Assert.Equal(phrase.Slug, new Phrase(phrase.Text).Slug);
        }
    }).Check(OddText.Often);

    [GeneratedRegex("^[a-z0-9_]{1,64}\\z", RegexOptions.None, 1000)]
    private static partial Regex Safe();
}
