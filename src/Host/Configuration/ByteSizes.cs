using System.Globalization;

namespace Glip.Host;

/// <summary>Sizes with their unit: <c>64KiB</c>, <c>256MiB</c>, <c>2GiB</c>.</summary>
internal static class ByteSizes
{
    private static readonly (string Unit, int Shift)[] s_units = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40)];

    public static bool TryParse(string text, out long bytes)
    {
        foreach (var (unit, shift) in s_units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number <= 1 << 20)
            {
                bytes = (long)number << shift;
                return true;
            }
        }

        bytes = 0;
        return false;
    }

    /// <summary>In the largest unit that gives a whole number.</summary>
    public static string Write(long bytes)
    {
        var (unit, shift) = s_units.Last(unit => unit.Shift == 10 || bytes % (1L << unit.Shift) == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes >> shift}{unit}");
    }
}
