using System.Globalization;
using System.Text;

namespace Glip.Host;

/// <summary>
/// Log lines for people: <c>2026-11-21T17:42:35.123Z warn front_door reconnecting attempt=3 reason="no route to host"</c>.
/// What could end or hide a line is escaped, so that a text from outside cannot forge one.
/// </summary>
internal static class TextLog
{
    private const string NoStream = "-";

    public static string Format(LogLine line)
    {
        var text = new StringBuilder(line.TimeText).Append(' ').Append(line.LevelText).Append(' ').Append(Escape(line.Stream ?? NoStream)).Append(' ').Append(Escape(line.Message));
        foreach (var (key, value) in line.Fields)
        {
            text.Append(' ').Append(key).Append('=').Append(Value(value));
        }

        return text.ToString();
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text when IsPlain(text) => text,
        string text => $"\"{Escape(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal))}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsPlain(string text) => text.Length > 0 && !text.Any(c => char.IsWhiteSpace(c) || c is '"' or '=' or '\\') && Escape(text) == text;

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // a broken surrogate pair comes as U+FFFD
        {
            escaped.Append(IsVisible(rune) ? rune.ToString() : Code(rune));
        }

        return escaped.ToString();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string Code(Rune rune) => rune.Value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        var code => string.Create(CultureInfo.InvariantCulture, $"\\u{{{code:x}}}"),
    };
}
