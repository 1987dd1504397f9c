using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Glip.Core;

/// <summary>Turns a phrase into a name that is safe as a topic level, file name and identifier, the same on every machine.</summary>
internal static class PhraseSlug
{
    private const int MaxLength = 64;
    private const int HashedPrefixLength = 55;

    /// <summary>The slug of a phrase in canonical form; 1 to 64 of <c>[a-z0-9_]</c>, never <c>all</c>.</summary>
    public static string Of(string canonical)
    {
        var slug = Fold(canonical, out var lostLetters);
        return lostLetters || slug.Length is 0 or > MaxLength || slug == "all" ? WithHash(slug, canonical) : slug;
    }

    private static string Fold(string canonical, out bool lostLetters)
    {
        var slug = new StringBuilder(canonical.Length);
        lostLetters = false;
        foreach (var rune in canonical.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsMark(rune))
            {
                continue;
            }

            if (rune.IsAscii && Rune.IsLetterOrDigit(rune))
            {
                slug.Append(char.ToLowerInvariant((char)rune.Value));
                continue;
            }

            lostLetters |= Rune.IsLetter(rune) || Rune.IsNumber(rune);
            if (slug.Length > 0 && slug[^1] != '_')
            {
                slug.Append('_');
            }
        }

        return slug.ToString().Trim('_');
    }

    private static string WithHash(string slug, string canonical)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))[..8];
        var start = slug[..Math.Min(slug.Length, HashedPrefixLength)].Trim('_');
        return start.Length == 0 ? hash : $"{start}_{hash}";
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
