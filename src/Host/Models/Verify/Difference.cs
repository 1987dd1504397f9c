using System.Globalization;

namespace Glip.Host;

/// <summary>How far two lists of candidates are apart.</summary>
/// <param name="Compared">Candidates of the first list.</param>
/// <param name="Alone">Those without a partner in the second.</param>
/// <param name="Score">Largest difference of the scores of partners.</param>
/// <param name="MeanScore">Mean difference of the scores of partners.</param>
/// <param name="Pixels">Largest difference of the edges of partners.</param>
internal sealed record Difference(int Compared, int Alone, float Score, float MeanScore, float Pixels)
{
    /// <summary>Finds partners: of the same phrase, nearest first, each taken once.</summary>
    /// <param name="reach">Largest distance of partners: pixels of all edges together, and a hundredth of score counts as one.</param>
    public static Difference Between(IReadOnlyList<Found> a, IReadOnlyList<Found> b, float reach)
    {
        var byPhrase = b.GroupBy(candidate => candidate.Phrase).ToDictionary(group => group.Key, group => group.ToList());
        var pairs = new List<(Found A, Found B)>();
        foreach (var candidate in a)
        {
            var others = byPhrase.GetValueOrDefault(candidate.Phrase, []);
            if (others.MinBy(other => Distance(candidate, other)) is { } partner && Distance(candidate, partner) <= reach)
            {
                others.Remove(partner);
                pairs.Add((candidate, partner));
            }
        }

        return new(
            a.Count,
            Math.Max(a.Count, b.Count) - pairs.Count,
            pairs.Select(pair => ScoreBetween(pair.A, pair.B)).DefaultIfEmpty().Max(),
            pairs.Select(pair => ScoreBetween(pair.A, pair.B)).DefaultIfEmpty().Average(),
            pairs.Select(pair => Edges(pair.A, pair.B).Max()).DefaultIfEmpty().Max());
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Compared} candidates, scores within {Score:0.0e0} (mean {MeanScore:0.0e0}), boxes within {Pixels:0.0e0} pixels, {Alone} alone");

    private static float Distance(Found a, Found b) => Edges(a, b).Sum() + (100 * ScoreBetween(a, b));

    private static float ScoreBetween(Found a, Found b) => Math.Abs(a.Score - b.Score);

    private static IEnumerable<float> Edges(Found a, Found b) => a.Box.Zip(b.Box, (one, other) => Math.Abs(one - other));
}
