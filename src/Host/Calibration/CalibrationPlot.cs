using System.Globalization;
using System.Net;
using System.Text;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>Alarms a day by threshold, one panel a phrase, as SVG: steps are what was counted, the line is the fitted tail, the dot is the chosen threshold.</summary>
internal sealed class CalibrationPlot
{
    private const int Left = 60;
    private const int Width = 480;
    private const int Height = 200;
    private const int PanelHeight = 270;
    private const double LeastScore = 0.1;

    private readonly StringBuilder _svg = new();
    private readonly double _lowest; // decades of alarms a day
    private readonly double _highest;
    private int _top;

    private CalibrationPlot(IReadOnlyList<PhraseCalibration> phrases)
    {
        _lowest = Math.Floor(Math.Log10(phrases[0].PerDay)) - 1;
        _highest = Math.Max(_lowest + 2, Math.Ceiling(Math.Log10(Math.Max(1, phrases.Max(phrase => phrase.Peaks)) / phrases[0].Footage.TotalDays)));
    }

    public static string Draw(IReadOnlyList<PhraseCalibration> phrases)
    {
        var plot = new CalibrationPlot(phrases);
        plot.Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Left + Width + 20}\" height=\"{PanelHeight * phrases.Count}\" font-family=\"sans-serif\" font-size=\"12\">");
        plot.Add($"<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        for (var i = 0; i < phrases.Count; i++)
        {
            plot._top = (PanelHeight * i) + 30;
            plot.Panel(phrases[i]);
        }

        return plot._svg.Append("</svg>\n").ToString();
    }

    private void Panel(PhraseCalibration phrase)
    {
        Add($"<text x=\"{Left}\" y=\"{_top - 10}\" font-weight=\"bold\">{WebUtility.HtmlEncode(phrase.Sought.Phrase.Text)}: false alarms a day by threshold</text>");
        Axes();
        Add($"<line x1=\"{Left}\" x2=\"{Left + Width}\" y1=\"{Y(phrase.PerDay):0.0}\" y2=\"{Y(phrase.PerDay):0.0}\" stroke=\"#c33\" stroke-dasharray=\"4 3\"/>");
        if (phrase.Tail is { } tail)
        {
            Curve(Scores(LeastScore).Select(score => (score, tail.PerDayCounted(score))), "#888");
            Curve(Scores(tail.Level).Select(score => (score, tail.PerDay(score))), "#26c");
        }

        if (phrase.Interval is { } interval)
        {
            Add($"<line x1=\"{X(interval.Low):0.0}\" x2=\"{X(interval.High):0.0}\" y1=\"{Y(phrase.PerDay):0.0}\" y2=\"{Y(phrase.PerDay):0.0}\" stroke=\"#c33\" stroke-width=\"4\" stroke-opacity=\"0.5\"/>");
        }

        Add($"<circle cx=\"{X(phrase.Enter):0.0}\" cy=\"{Y(phrase.PerDay):0.0}\" r=\"5\" fill=\"#c33\"/>");
        Add($"<text x=\"{X(phrase.Enter):0.0}\" y=\"{Y(phrase.PerDay) - 9:0.0}\" text-anchor=\"middle\">{phrase.Enter:0.000}</text>");
    }

    private void Axes()
    {
        for (var decade = _lowest; decade <= _highest; decade++)
        {
            var y = Y(Math.Pow(10, decade));
            Add($"<line x1=\"{Left}\" x2=\"{Left + Width}\" y1=\"{y:0.0}\" y2=\"{y:0.0}\" stroke=\"#ddd\"/>");
            Add($"<text x=\"{Left - 6}\" y=\"{y + 4:0.0}\" text-anchor=\"end\">{Math.Pow(10, decade):0.###}</text>");
        }

        for (var tenth = 1; tenth <= 10; tenth++)
        {
            Add($"<text x=\"{X(tenth / 10.0):0.0}\" y=\"{_top + Height + 16}\" text-anchor=\"middle\">{tenth / 10.0:0.0}</text>");
        }
    }

    private void Curve(IEnumerable<(double Score, double PerDay)> points, string colour)
    {
        var lowest = Math.Pow(10, _lowest);
        var line = string.Join(' ', points.Where(point => point.PerDay >= lowest).Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Score):0.0},{Y(point.PerDay):0.0}")));
        Add($"<polyline points=\"{line}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
    }

    private static IEnumerable<double> Scores(double from) => Enumerable.Range(0, 181).Select(i => LeastScore + (i * 0.005)).Where(score => score >= from && score < 0.9999);

    private static double X(double score) => Left + (Width * Math.Clamp((score - LeastScore) / (1 - LeastScore), 0, 1));

    private double Y(double perDay) => _top + (Height * (1 - Math.Clamp((Math.Log10(perDay) - _lowest) / (_highest - _lowest), 0, 1)));

    private void Add(FormattableString line) => _svg.Append(FormattableString.Invariant(line)).Append('\n');
}
