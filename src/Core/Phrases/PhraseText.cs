using System.Globalization;
using System.Text;

namespace Glip.Core;

/// <summary>The written form of phrases.</summary>
internal static class PhraseText
{
    public static string Canonical(string text)
    {
        if (!IsWellFormed(text))
        {
            throw new PromptException("invalid_character", text, "a phrase holds half of a surrogate pair; expected whole Unicode characters");
        }

        return string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public static void Check(string text)
    {
        if (text.Length == 0)
        {
            throw new PromptException("empty", text, "a phrase is empty; expected words such as 'person in a red coat'");
        }

        if (text.Length > Phrase.MaxLength)
        {
            throw new PromptException("phrase_too_long", text, $"phrase '{text[..40]}…' has {text.Length} characters; expected at most {Phrase.MaxLength}");
        }

        CheckCharacters(text);
    }

    private static void CheckCharacters(string text)
    {
        if (!Rune.IsLetterOrDigit(text.EnumerateRunes().First()))
        {
            throw new PromptException("invalid_character", text, $"phrase '{text}' begins with '{text.EnumerateRunes().First()}'; expected a letter or digit");
        }

        if (text.Any(char.IsControl))
        {
            throw new PromptException("invalid_character", text, "a phrase holds a control character; expected plain text");
        }

        if (text.Contains(';', StringComparison.Ordinal) || text.Contains(". ", StringComparison.Ordinal) || text.EndsWith('.'))
        {
            throw new PromptException("invalid_character", text, $"phrase '{text}' holds ';' or a full stop before a blank or at its end, which separate phrases; expected one phrase");
        }
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.GetUnicodeCategory(text[i]) == UnicodeCategory.Surrogate)
            {
                return false;
            }
        }

        return true;
    }
}
