using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Glip.Inference;

/// <summary>The text that a model reads, and where in it each phrase stands.</summary>
/// <param name="Text">Phrases joined by the separator of the model, without one at the end.</param>
/// <param name="Phrases">Characters of each phrase, in order.</param>
internal sealed partial record Caption(string Text, ImmutableArray<CharSpan> Phrases)
{
    /// <summary>Joins phrases in the user's own words.</summary>
    public static Caption Of(IEnumerable<string> phrases, string separator) =>
        Join(phrases.Select(phrase => new PromptPart("", phrase, "")), separator);

    /// <summary>Joins category names of a data set, cleaned as the reference does.</summary>
    /// <param name="names">Names by ascending category id.</param>
    /// <param name="separator">Stands between the entries.</param>
    /// <param name="promptParts">Hand-written wording, one entry a name, used as it is; null for the names alone.</param>
    /// <exception cref="ArgumentException">There are more or fewer parts than names.</exception>
    /// <remarks>Source: microsoft/GLIP, maskrcnn_benchmark/engine/inference.py, create_queries_and_maps and clean_name.</remarks>
    public static Caption OfCategories(IReadOnlyList<string> names, string separator, IReadOnlyList<PromptPart>? promptParts = null)
    {
        if (promptParts is not null && promptParts.Count != names.Count)
        {
            throw new ArgumentException($"{promptParts.Count} prompt parts for {names.Count} names.", nameof(promptParts));
        }

        return promptParts is null ? Of(names.Select(Clean), separator) : Join(promptParts, separator);
    }

    private static Caption Join(IEnumerable<PromptPart> parts, string separator)
    {
        var text = new StringBuilder();
        var spans = ImmutableArray.CreateBuilder<CharSpan>();
        foreach (var part in parts)
        {
            text.Append(spans.Count == 0 ? "" : separator).Append(part.Prefix);
            spans.Add(new(text.Length, text.Length + part.Name.Length));
            text.Append(part.Name).Append(part.Suffix);
        }

        return new(text.ToString(), spans.ToImmutable());
    }

    private static string Clean(string name) => Parentheses().Replace(name, "")
        .Replace('_', ' ')
        .Replace("  ", " ", StringComparison.Ordinal);

    [GeneratedRegex(@"\(.*\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parentheses();
}
