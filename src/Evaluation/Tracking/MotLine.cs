using System.Globalization;
using Glip.Core;

namespace Glip.Evaluation;

/// <summary>The columns of a line, read one by one; whatever is wrong is told with file and line.</summary>
internal sealed class MotLine
{
    private const int LongestShown = 40;
    private const int FarthestPixel = 1_000_000;

    private readonly string _place;
    private readonly string[] _columns;

    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="number">Number of the line, from 1.</param>
    /// <param name="text">Columns with commas between, with or without one at the end.</param>
    /// <exception cref="ConfigurationException">There are too few or too many columns.</exception>
    public MotLine(string file, int number, string text)
    {
        _place = string.Create(CultureInfo.InvariantCulture, $"{file}:{number}");
        _columns = text.TrimEnd().TrimEnd(',').Split(',', StringSplitOptions.TrimEntries);
        if (_columns.Length is < 6 or > 10)
        {
            throw Error($"{_columns.Length} columns; expected 6 to 10: frame,id,left,top,width,height,conf,class,... with commas between");
        }
    }

    public bool Has(int column) => column < _columns.Length;

    /// <summary>A finite number.</summary>
    public double Number(int column, string name) => Number(column, name, -double.MaxValue, double.MaxValue, "a number");

    /// <summary>A place in an image, or near it.</summary>
    public double Place(int column, string name) => Number(column, name, -FarthestPixel, FarthestPixel, $"a number from -{FarthestPixel} to {FarthestPixel}");

    /// <summary>Width or height of a box.</summary>
    public double Size(int column, string name) => Number(column, name, 0, FarthestPixel, $"a number from 0 to {FarthestPixel}");

    /// <summary>A whole number; may be written with a point, as by numpy.</summary>
    public int Whole(int column, string name, int least, int most)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");
        var value = Number(column, name, least, most, expected);
        return double.IsInteger(value) ? (int)value : throw Wrong(column, name, expected);
    }

    public ConfigurationException Error(FormattableString message) => new($"{_place}: {FormattableString.Invariant(message)}");

    private double Number(int column, string name, double least, double most, string expected) =>
        double.TryParse(_columns[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Wrong(column, name, expected);

    private ConfigurationException Wrong(int column, string name, string expected) => Error($"{name} is '{Shown(_columns[column])}'; expected {expected}");

    private static string Shown(string text) =>
        new([.. (text.Length > LongestShown ? text[..LongestShown] + "…" : text).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
}
