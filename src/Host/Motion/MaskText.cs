using System.Globalization;
using Glip.Core;

namespace Glip.Host;

/// <summary>Masks as they are typed.</summary>
internal static class MaskText
{
    /// <param name="text">Corners, such as <c>0,0 1,0 1,0.2 0,0.2</c>.</param>
    /// <exception cref="ConfigurationException">A corner is not two numbers.</exception>
    public static IReadOnlyList<(double X, double Y)> Points(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(point => Point(point, text))];

    private static (double X, double Y) Point(string point, string text) =>
        point.Split(',') is [var x, var y]
        && double.TryParse(x, NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
        && double.TryParse(y, NumberStyles.Float, CultureInfo.InvariantCulture, out var top)
            ? (left, top)
            : throw new ConfigurationException($"--mask '{text}': '{point}' is not a point; expected two numbers from 0 to 1, such as 0.5,0.2");
}
