using System.Text;

namespace Glip.Core;

/// <summary>The written form of phrases.</summary>
internal static class PhraseText
{
    public static string Canonical(string text)
    {
        if (!IsWellFormed(text))
        {
            throw new PromptException("invalid_character", text, "a phrase holds half of a surrogate pair or a noncharacter such as U+FFFE; expected whole Unicode characters");
        }

        return string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public static void Check(string text)
    {
        if (text.Length == 0)
        {
            throw new PromptException("empty", text, "a phrase is empty; expected words such as 'person in a red coat'");
        }

        // Before any message that repeats the text: control characters would reach terminals and logs.
        if (text.Any(char.IsControl))
        {
            throw new PromptException("invalid_character", text, "a phrase holds a control character; expected plain text");
        }

        if (text.Length > Phrase.MaxLength)
        {
            var start = text[..(char.IsHighSurrogate(text[39]) ? 39 : 40)];
            throw new PromptException("phrase_too_long", text, $"phrase '{start}…' has {text.Length} characters; expected at most {Phrase.MaxLength}");
        }

        CheckCharacters(text);
    }

    private static void CheckCharacters(string text)
    {
        var first = text.EnumerateRunes().First();
        if (!Rune.IsLetterOrDigit(first) || first.Value is 'ª' or 'µ' or 'º')
        {
            throw new PromptException("invalid_character", text, $"phrase '{text}' begins with '{first}'; expected a letter or digit");
        }

        if (text.Contains(';', StringComparison.Ordinal) || text.Contains(". ", StringComparison.Ordinal) || text.EndsWith('.'))
        {
            throw new PromptException("invalid_character", text, $"phrase '{text}' holds ';' or a full stop before a blank or at its end, which separate phrases; expected one phrase");
        }
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune) || IsNoncharacter(rune))
            {
                return false;
            }

            i += rune.Utf16SequenceLength;
        }

        return true;
    }

    /// <summary>Code points that no text may hold: .NET does not normalise them, and brokers refuse them.</summary>
    /// <remarks>Source: The Unicode Standard, section 23.7.</remarks>
    private static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
