using System.Text;

namespace Glip.Sinks;

/// <summary>Text that others wrote, made fit to be told again.</summary>
internal static class PayloadText
{
    private const int MaxEcho = 1024;
    private const int MaxShown = 40;
    private const int MostBytesPerUnit = 3;

    /// <summary>The first 1,024 characters; what is not UTF-8 becomes U+FFFD.</summary>
    public static string Echo(ReadOnlySpan<byte> payload) =>
        Cut(Encoding.UTF8.GetString(payload[..Math.Min(payload.Length, (MaxEcho + 1) * MostBytesPerUnit)]), MaxEcho);

    /// <summary>The first 1,024 characters; halves of surrogate pairs become U+FFFD.</summary>
    public static string Echo(string text) => Echo(Encoding.UTF8.GetBytes(Cut(text, MaxEcho)));

    /// <summary>The beginning, fit for one line: without control characters and halves of surrogate pairs.</summary>
    public static string Shown(string text)
    {
        var start = Cut(text, MaxShown);
        return string.Concat(start.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? Rune.ReplacementChar : rune)) + (start.Length < text.Length ? "…" : string.Empty);
    }

    /// <summary>Whether it holds whole characters only, and no control characters.</summary>
    public static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune) || Rune.IsControl(rune))
            {
                return false;
            }

            i += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
