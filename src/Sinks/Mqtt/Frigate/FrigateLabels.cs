using System.Text.RegularExpressions;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Which label of Frigate stands for a phrase: its slug, unless another was chosen, such as <c>person</c> for <c>person_in_a_red_coat</c>.</summary>
public sealed partial class FrigateLabels
{
    private readonly Dictionary<string, string> _labels;

    /// <param name="labels">Labels by slug.</param>
    /// <exception cref="ConfigurationException">A label is not fit to be one.</exception>
    public FrigateLabels(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (slug, label) in labels)
        {
            Check(slug, label);
        }

        _labels = new(labels, StringComparer.Ordinal);
    }

    /// <summary>The same label, when it is fit to be one.</summary>
    /// <param name="slug">Of the phrase that it stands for.</param>
    /// <param name="label">The label.</param>
    /// <exception cref="ConfigurationException">It is not.</exception>
    public static string Check(string slug, string label) => LabelPattern().IsMatch(label) && label != FrigateCount.All
        ? label
        : throw new ConfigurationException($"the label of '{slug}' is '{PayloadText.Shown(label)}'; expected 1 to 64 of a-z, 0-9, '_' and '-', not 'all'");

    /// <summary>The label of a phrase.</summary>
    public string Of(string slug) => _labels.GetValueOrDefault(slug, slug);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LabelPattern();
}
