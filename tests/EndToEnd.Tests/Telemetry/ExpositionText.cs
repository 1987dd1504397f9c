using System.Globalization;
using System.Text.RegularExpressions;

namespace Glip.EndToEnd.Tests;

/// <summary>Reads Prometheus' text format 0.0.4, and refuses what is not exactly that.</summary>
internal sealed partial class ExpositionText
{
    private readonly List<(string Name, string Labels, double Value)> _samples = [];
    private readonly HashSet<(string Name, string Labels)> _series = [];
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _helped = new(StringComparer.Ordinal);
    private string _family = string.Empty;

    private ExpositionText()
    {
    }

    /// <summary>All samples in their order; labels as they are written.</summary>
    public IReadOnlyList<(string Name, string Labels, double Value)> Samples => _samples;

    /// <summary>The value of a sample, whose labels are given as they are written.</summary>
    public double Value(string name, string labels = "") => _samples.Single(sample => (sample.Name, sample.Labels) == (name, labels)).Value;

    public string Type(string name) => _types[name];

    /// <exception cref="FormatException">The text breaks a rule; the message names the line.</exception>
    public static ExpositionText Parse(string text)
    {
        Require(text.EndsWith('\n'), text, "the last line has no end");
        var exposition = new ExpositionText();
        foreach (var line in text[..^1].Split('\n'))
        {
            exposition.Read(line);
        }

        exposition.CheckHistograms();
        return exposition;
    }

    private void Read(string line)
    {
        if (HelpLine().Match(line) is { Success: true } help)
        {
            Begin(help.Groups["name"].Value, line);
            Require(_helped.Add(_family) && !_types.ContainsKey(_family), line, "HELP twice or after TYPE");
        }
        else if (TypeLine().Match(line) is { Success: true } type)
        {
            Begin(type.Groups["name"].Value, line);
            Require(_types.TryAdd(_family, type.Groups["type"].Value), line, "TYPE twice");
            Require(Type(_family) != "counter" || _family.EndsWith("_total", StringComparison.Ordinal), line, "a counter without _total");
        }
        else
        {
            var sample = SampleLine().Match(line);
            Require(sample.Success, line, "neither HELP, TYPE nor a sample");
            Add(sample, line);
        }
    }

    private void Add(Match match, string line)
    {
        var sample = (Name: match.Groups["name"].Value, Labels: match.Groups["labels"].Value, Value: Number(match.Groups["value"].Value));
        var labels = Label().Matches(sample.Labels).Select(label => label.Groups["name"].Value).ToList();
        Require(_types.TryGetValue(_family, out var type) && NamesOf(_family, type).Contains(sample.Name, StringComparer.Ordinal), line, "not of the family above it");
        Require(labels.Distinct(StringComparer.Ordinal).Count() == labels.Count, line, "a label twice");
        Require(_series.Add((sample.Name, sample.Labels)), line, "a series twice");
        Require(type != "counter" || sample.Value >= 0, line, "a counter below 0");
        _samples.Add(sample);
    }

    private void Begin(string family, string line)
    {
        Require(family == _family || (!_types.ContainsKey(family) && !_helped.Contains(family)), line, "a family in two places");
        Require(string.CompareOrdinal(family, _family) >= 0, line, "not sorted");
        _family = family;
    }

    private static string[] NamesOf(string family, string type) => type == "histogram" ? [$"{family}_bucket", $"{family}_sum", $"{family}_count"] : [family];

    /// <summary>Buckets rise in bound and count up to the infinite one, which equals the count; none is missing.</summary>
    private void CheckHistograms()
    {
        foreach (var family in _types.Where(type => type.Value == "histogram").Select(type => type.Key))
        {
            var all = _samples.Where(sample => sample.Name == $"{family}_bucket").GroupBy(sample => Bound().Replace(sample.Labels, string.Empty), StringComparer.Ordinal).ToList();
            Require(all.Count == _samples.Count(sample => sample.Name == $"{family}_count"), family, "a count without buckets");
            foreach (var buckets in all)
            {
                var bounds = buckets.Select(bucket => Number(Bound().Match(bucket.Labels).Groups["bound"].Value)).ToList();
                Require(bounds.Zip(bounds.Skip(1)).All(pair => pair.First < pair.Second) && double.IsPositiveInfinity(bounds[^1]), family, "bounds do not rise to +Inf");
                Require(buckets.Zip(buckets.Skip(1)).All(pair => pair.First.Value <= pair.Second.Value), family, "buckets do not rise");
                Require(Value($"{family}_count", buckets.Key).Equals(buckets.Last().Value), family, "the count is not that of the last bucket");
                Assert.False(double.IsNaN(Value($"{family}_sum", buckets.Key)));
            }
        }
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static void Require(bool condition, string line, string problem)
    {
        if (!condition)
        {
            throw new FormatException($"{problem}: {line}");
        }
    }

    [GeneratedRegex(@"^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?:[^\\]|\\\\|\\n)*\z", RegexOptions.None, 1000)]
    private static partial Regex HelpLine();

    [GeneratedRegex(@"^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram)\z", RegexOptions.None, 1000)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?<labels>[a-zA-Z_][a-zA-Z0-9_]*=""(?:[^\\""]|\\[\\""n])*""(?:,[a-zA-Z_][a-zA-Z0-9_]*=""(?:[^\\""]|\\[\\""n])*"")*)\})? (?<value>[+-]Inf|NaN|-?[0-9]+(?:\.[0-9]+)?(?:E[+-][0-9]+)?)\z", RegexOptions.None, 1000)]
    private static partial Regex SampleLine();

    [GeneratedRegex(@"(?<name>[a-zA-Z0-9_]+)=""(?:[^\\""]|\\.)*""", RegexOptions.None, 1000)]
    private static partial Regex Label();

    [GeneratedRegex(@",?le=""(?<bound>[^""]*)""\z", RegexOptions.None, 1000)]
    private static partial Regex Bound();
}
