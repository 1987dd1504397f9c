using System.Globalization;

namespace Glip.Host;

/// <summary>Times with their unit: <c>500ms</c>, <c>10s</c>, <c>2m</c>, <c>1h</c>, <c>7d</c>.</summary>
internal static class Durations
{
    private static readonly (string Unit, double Seconds)[] s_units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        foreach (var (unit, seconds) in s_units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * seconds <= TimeSpan.MaxValue.TotalSeconds / 2)
            {
                duration = TimeSpan.FromSeconds(number * seconds);
                return true;
            }
        }

        duration = default;
        return text == "0";
    }

    /// <summary>In the largest unit that gives a whole number.</summary>
    public static string Write(TimeSpan duration)
    {
        var (unit, seconds) = s_units.Last(unit => unit.Seconds <= 0.001 || (duration > TimeSpan.Zero && duration.TotalSeconds % unit.Seconds == 0));
        return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds / seconds:0.###}{unit}");
    }
}
