using System.Globalization;
using System.Text.Json;
using Glip.Core;

namespace Glip.Host;

/// <summary>Makes the values of log lines plain: nothing, a flag, a number, or a text of bounded length without secrets.</summary>
internal static class LogValue
{
    private const int LongestText = 500;

    /// <returns>Null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/> (finite, three decimals) or <see cref="string"/>.</returns>
    public static object? Of(object? value) => value switch
    {
        null or bool => value,
        byte or short or int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float or double or decimal when Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number => double.IsFinite(number) ? Math.Round(number, 3) : Text(number.ToString(CultureInfo.InvariantCulture)),
        TimeSpan time => Math.Round(time.TotalSeconds, 3),
        DateTimeOffset time => TimeText(time),
        Enum choice => JsonNamingPolicy.SnakeCaseLower.ConvertName(choice.ToString()),
        _ => Text(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty),
    };

    /// <summary>A text without secrets, cut where it is too long.</summary>
    public static string Text(string text)
    {
        var open = Redaction.Hide(text);
        return open.Length <= LongestText ? open : $"{open.AsSpan(0, LongestText)}…";
    }

    public static string TimeText(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
