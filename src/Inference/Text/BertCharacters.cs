using System.Globalization;
using System.Text;

namespace Glip.Inference;

/// <summary>The kinds of characters that BERT's tokenizer tells apart.</summary>
/// <remarks>
/// Source: huggingface/tokenizers, normalizers/bert.rs and pre_tokenizers/bert.rs, which GLIP runs. Characters younger than its Unicode
/// tables may be told apart otherwise.
/// </remarks>
internal static class BertCharacters
{
    /// <summary>Characters that are left out of a text: control, format and private ones, except line ends and tabs.</summary>
    /// <remarks>Differs from the source: U+FFFE, which is no character and which .NET refuses to decompose, is left out too.</remarks>
    public static bool IsDropped(Rune rune) => rune.Value is not ('\t' or '\n' or '\r')
        && (rune.Value is 0xFFFD or 0xFFFE
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse);

    public static bool IsBlank(Rune rune) => rune.Value is '\t' or '\n' or '\r'
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>All ASCII signs count, also those that Unicode takes for symbols, such as <c>$</c> and <c>^</c>.</summary>
    public static bool IsPunctuation(Rune rune) => rune.IsAscii
        ? rune.Value > ' ' && !char.IsAsciiLetterOrDigit((char)rune.Value)
        : Rune.IsPunctuation(rune);

    /// <summary>Chinese characters; each is a word. Kana and Hangul are not among them.</summary>
    /// <remarks>The blocks are those of the source, which leaves out the first 256 characters of extension E (U+2B820).</remarks>
    public static bool IsIdeograph(Rune rune) => rune.Value
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    /// <summary>Accents, which go away with upper case.</summary>
    public static bool IsAccent(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;
}
