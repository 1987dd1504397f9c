using System.Globalization;
using System.Text;

namespace Glip.Core;

/// <summary>Text from outside as it may stand in a message: on one line, without what a terminal would obey.</summary>
public static class Shown
{
    private const int Longest = 80;

    /// <summary>A name out of a file, in quotes and cut to a readable length.</summary>
    public static string Name(string text) => $"'{Text(text.Length > Longest ? text[..Longest] + "…" : text)}'";

    /// <summary>A path or a message of the system, of any length.</summary>
    public static string Text(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = IsPlain(character) ? shown.Append(character) : shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return shown.ToString();
    }

    private static bool IsPlain(char character) => char.GetUnicodeCategory(character)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
