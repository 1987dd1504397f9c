using FsCheck;
using FsCheck.Fluent;

namespace Glip.Core.Tests;

/// <summary>Strings of parts that text handling trips over.</summary>
internal static class OddText
{
    private static readonly string[] s_parts =
    [
        "person", "Red car", "a", "Z", "9", "ß", "é", "e\u0301", "İ", "ı", "ﬁ", "½", "²", "Ⅷ", "赤い車", "한국", "한", "नमस्ते", "שָׁ", "ـ", "Å", "\u0344", "\u1E9B\u0323", "ﷺ", "豈",
        " ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u0085", "\u2028", "\u3000", "\u180e", "\u200b", "\u200d", "\u202e", "\ufeff", "\0", "\u007f", "\u001b",
        ".", ". ", "..", ";", "; ", "-", "_", "/", "+", "#", "$", "=", "{", "}", "\"", "'", "…", "。", "；", "all", "All",
        "\ud800", "\udc00", "\ud83d\udc15", "👨‍👩‍👧", "🏴\U000E0067\U000E007F", "\ufffd", "\ufffe", "\uffff", "\U0001FFFE", "\ue000", "\u0378", "\U0010FFFF", "𝒳", "𐐀", "𞤀",
        new('x', 70), new('é', 150), new('.', 40), new(' ', 300),
    ];

    public static Arbitrary<string> Any { get; } = Gen.Frequency(
        (3, Gen.Elements(s_parts).ArrayOf().Select(string.Concat)),
        (1, Gen.Choose(0, 0xFFFF).Select(unit => (char)unit).ArrayOf().Select(units => new string(units)))).ToArbitrary();

    public static Config Often { get; } = Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(25);

    /// <summary>The phrase that a text makes; null when it is refused as the contract says.</summary>
    public static Phrase? PhraseOrNull(string text)
    {
        try
        {
            return new Phrase(text);
        }
        catch (PromptException)
        {
            return null;
        }
    }
}
