using Glip.Core;

namespace Glip.Inference;

/// <summary>Suggests known phrases in place of an unknown one.</summary>
/// <param name="phrases">All known phrases, in lower case.</param>
/// <param name="classes">Those of them that come first among equals.</param>
internal sealed class NearestPhrases(IEnumerable<string> phrases, IEnumerable<string> classes)
{
    private const int Suggestions = 3;

    /// <summary>A slip of the pen (three letters in four are right) comes before a known word among others.</summary>
    private const double WeightOfWords = 0.75;

    private readonly (string Text, bool IsClass)[] _known = [.. Known(phrases, classes)];

    /// <summary>The known phrases that share most words or letters with the given one, best first.</summary>
    public IEnumerable<string> To(string phrase) => _known
        .OrderByDescending(known => Likeness(phrase, known.Text))
        .ThenByDescending(known => known.IsClass)
        .ThenBy(known => known.Text.Length)
        .ThenBy(known => known.Text, StringComparer.Ordinal)
        .Take(Suggestions)
        .Select(known => known.Text);

    private static IEnumerable<(string Text, bool IsClass)> Known(IEnumerable<string> phrases, IEnumerable<string> classes)
    {
        var set = classes.ToHashSet(StringComparer.Ordinal);
        return phrases.Union(set, StringComparer.Ordinal).Select(text => (text, set.Contains(text)));
    }

    /// <summary>In [0, 1]: the share of letters that stay, or of the known phrase's words that occur, whichever is larger.</summary>
    private static double Likeness(string phrase, string known) =>
        Math.Max(SharedLetters(phrase, known), WeightOfWords * SharedWords(phrase.Split(' '), known.Split(' ')));

    private static double SharedWords(string[] phrase, string[] known) =>
        (double)phrase.Intersect(known, StringComparer.Ordinal).Count() / known.Length;

    private static double SharedLetters(string a, string b) => 1 - ((double)EditDistance.Between(a, b) / Math.Max(a.Length, b.Length));
}
