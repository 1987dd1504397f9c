using System.Globalization;
using System.Text.RegularExpressions;

namespace Glip.Host;

/// <summary>How often something may happen: <c>1/day</c>, <c>2/week</c>, <c>0.5/h</c>.</summary>
/// <param name="Count">Above 0.</param>
/// <param name="Unit">h, day or week.</param>
internal sealed partial record AlarmRate(double Count, string Unit)
{
    /// <summary>What a rate looks like.</summary>
    public const string Expected = "a number in an hour, day or week, such as 1/day, 2/week, 0.5/h";

    public static readonly AlarmRate OnceADay = new(1, "day");

    public double PerDay => Unit switch
    {
        "h" => 24 * Count,
        "day" => Count,
        _ => Count / 7,
    };

    /// <summary>Null when the text is no rate.</summary>
    public static AlarmRate? Parse(string text)
    {
        var match = Pattern().Match(text);
        return match.Success && double.TryParse(match.Groups["count"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1e6
            ? new(count, match.Groups["unit"].Value[0] switch { 'h' => "h", 'd' => "day", _ => "week" })
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count:0.######}/{Unit}");

    [GeneratedRegex(@"^(?<count>\d+(\.\d+)?)/(?<unit>h|hour|d|day|w|week)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
