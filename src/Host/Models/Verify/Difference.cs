using System.Globalization;

namespace Glip.Host;

/// <summary>How far two lists of candidates are apart.</summary>
/// <param name="Compared">Candidates of the first list.</param>
/// <param name="Alone">Those without a partner in the second.</param>
/// <param name="Score">Largest difference of the scores of partners.</param>
/// <param name="Pixels">Largest difference of the edges of partners.</param>
internal sealed record Difference(int Compared, int Alone, float Score, float Pixels)
{
    /// <summary>Partners are nearer than this in the sum of all edges.</summary>
    private const float Reach = 40;

    /// <summary>
    /// A candidate whose probability is next to the threshold may be in one list alone, and so may one next to the last of the best
    /// thousand of a level; that many are no difference.
    /// </summary>
    private const double AllowedAlone = 0.02;

    public bool IsWithin(float score, float pixels) => Score <= score && Pixels <= pixels && Alone <= 1 + (AllowedAlone * Compared);

    /// <summary>Finds for each candidate the nearest one of the same phrase.</summary>
    public static Difference Between(IReadOnlyList<Found> a, IReadOnlyList<Found> b)
    {
        var (alone, score, pixels) = (Math.Max(0, b.Count - a.Count), 0f, 0f);
        var byPhrase = b.GroupBy(candidate => candidate.Phrase).ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var candidate in a)
        {
            var partner = byPhrase.GetValueOrDefault(candidate.Phrase, []).MinBy(other => Distance(candidate, other));
            if (partner is null || Distance(candidate, partner) > Reach)
            {
                alone++;
                continue;
            }

            score = Math.Max(score, Math.Abs(candidate.Score - partner.Score));
            pixels = Math.Max(pixels, candidate.Box.Zip(partner.Box).Max(edges => Math.Abs(edges.First - edges.Second)));
        }

        return new(a.Count, alone, score, pixels);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Compared} candidates, scores within {Score:0.0e0}, boxes within {Pixels:0.0e0} pixels, {Alone} alone");

    /// <summary>Edges and score together: of two boxes at one place the one with the nearer score is meant.</summary>
    private static float Distance(Found a, Found b) => a.Box.Zip(b.Box).Sum(edges => Math.Abs(edges.First - edges.Second)) + (100 * Math.Abs(a.Score - b.Score));
}
