using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Glip.Core;

namespace Glip.Host;

/// <summary>The labels of one series, sorted by name, each name once.</summary>
internal sealed partial class MetricLabels
{
    private readonly (string Name, string Value)[] _labels;

    public MetricLabels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _labels = [.. tags.ToArray()
            .Select(tag => (Name: NameOf(tag.Key), Value: Redaction.Hide(Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? string.Empty)))
            .DistinctBy(label => label.Name, StringComparer.Ordinal)
            .OrderBy(label => label.Name, StringComparer.Ordinal)];
        Text = string.Join(',', _labels.Select(label => $"{label.Name}=\"{Escape(label.Value)}\""));
    }

    /// <summary>As Prometheus writes them, without braces: <c>reason="too_old",stream="front_door"</c>. Equal labels have equal texts.</summary>
    public string Text { get; }

    public bool Has(string name, string value) => _labels.Contains((NameOf(name), value));

    /// <summary>A name as Prometheus allows it, for metrics and labels.</summary>
    public static string NameOf(string name) => Unusable().Replace(name, "_");

    private static string Escape(string value)
    {
        var text = new StringBuilder(value);
        return text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").ToString();
    }

    [GeneratedRegex("^(?=[0-9])|[^a-zA-Z0-9_]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unusable();
}
