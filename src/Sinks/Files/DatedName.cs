using System.Globalization;
using System.Text.RegularExpressions;

namespace Glip.Sinks;

/// <summary>Name of a file of lines: its day, and a number for the second and further files of that day.</summary>
/// <param name="Day">UTC.</param>
/// <param name="Number">From 0, which is not written.</param>
/// <param name="Extension">Of its format, without a dot.</param>
internal readonly partial record struct DatedName(DateOnly Day, int Number, string Extension)
{
    private const string DayFormat = "yyyy-MM-dd";

    public DatedName Next => this with { Number = Number + 1 };

    /// <summary>Reads a name back; null when it was not written like this.</summary>
    public static DatedName? Parse(string fileName) =>
        Pattern().Match(fileName) is { Success: true } match
        && DateOnly.TryParseExact(match.Groups[1].ValueSpan, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new(day, match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : 0, match.Groups[3].Value)
            : null;

    public override string ToString()
    {
        var day = Day.ToString(DayFormat, CultureInfo.InvariantCulture);
        return Number == 0 ? $"{day}.{Extension}" : string.Create(CultureInfo.InvariantCulture, $"{day}.{Number}.{Extension}");
    }

    [GeneratedRegex(@"\A([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\.([1-9][0-9]{0,8}))?\.(jsonl|csv)\z", RegexOptions.None, 1000)]
    private static partial Regex Pattern();
}
