using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Glip.Host;

/// <summary>Text that others wrote, made fit for a terminal.</summary>
internal static class SafeText
{
    /// <summary>One line in which control characters, and those that turn the direction of text, are written as <c>\u001b</c>.</summary>
    public static string Of(string text) =>
        text.Any(IsUnsafe) ? string.Concat(text.Select(c => IsUnsafe(c) ? Escaped(c) : c.ToString())) : text;

    /// <summary>The beginning that fits into so many cells of a terminal, with '…' at its end when it is not all.</summary>
    public static string Cut(string text, int cells)
    {
        if (text.GetCellWidth() <= cells)
        {
            return text;
        }

        var (start, width) = (new StringBuilder(), 1);
        foreach (var rune in text.EnumerateRunes())
        {
            var part = rune.ToString();
            width += part.GetCellWidth();
            if (width > cells)
            {
                break;
            }

            start.Append(part);
        }

        return cells > 0 ? start.Append('…').ToString() : string.Empty;
    }

    /// <summary>The text with blanks behind it, up to so many cells.</summary>
    public static string Pad(string text, int cells) => text + new string(' ', Math.Max(0, cells - text.GetCellWidth()));

    private static bool IsUnsafe(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Escaped(char c) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
}
