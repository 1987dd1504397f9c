using System.Numerics;

namespace Glip.Ingest;

/// <summary>
/// Finds the similarity (shift, rotation, zoom) that most pairs of points obey; the others belong to things that go their own way. Always the same for the same pairs.
/// </summary>
/// <remarks>
/// Source: Fischler and Bolles, Random sample consensus, 1981; then least squares with the weights of Geman and McClure.
/// </remarks>
internal static class SimilarityFit
{
    private const int Samples = 200; // of two pairs: with 60 % wrong ones, chances are 1e-15 that none was right
    private const int Refinements = 5;
    private const float Width = 0.25f; // cells: what pairs that obey usually miss by

    /// <summary>The best of many that go through two of the pairs.</summary>
    /// <param name="pairs">At least two.</param>
    /// <param name="apart">How far two points must be apart to tell rotation and zoom, in cells.</param>
    public static Matrix3x2 Search(ReadOnlySpan<PointPair> pairs, float apart)
    {
        var (best, bestWeight) = (Matrix3x2.Identity, -1f);
        var random = 1u;
        for (var sample = 0; sample < Samples; sample++)
        {
            var (one, other) = (pairs[Next(ref random, pairs.Length)], pairs[Next(ref random, pairs.Length)]);
            if (Vector2.Distance(one.From, other.From) >= apart)
            {
                var similarity = Through(one, other);
                var weight = Consensus.Of(pairs, similarity).Weight;
                (best, bestWeight) = weight > bestWeight ? (similarity, weight) : (best, bestWeight);
            }
        }

        return best;
    }

    /// <summary>Fits all pairs that obey a similarity about.</summary>
    public static Matrix3x2 Refine(ReadOnlySpan<PointPair> pairs, Matrix3x2 similarity)
    {
        for (var i = 0; i < Refinements; i++)
        {
            similarity = LeastSquares(pairs, similarity);
        }

        return similarity;
    }

    /// <summary>Linear congruence, source: Numerical Recipes, ranqd1. Its upper bits are good enough to choose pairs.</summary>
    private static int Next(ref uint random, int count)
    {
        random = unchecked((random * 1664525) + 1013904223);
        return (int)(((ulong)random * (uint)count) >> 32);
    }

    private static Matrix3x2 Through(PointPair one, PointPair other)
    {
        var (before, after) = (other.From - one.From, other.To - one.To);
        return Around(one.From, one.To, Vector2.Dot(before, after), Cross(before, after), before.LengthSquared());
    }

    private static Matrix3x2 LeastSquares(ReadOnlySpan<PointPair> pairs, Matrix3x2 guess)
    {
        var (weights, from, to) = (0f, Vector2.Zero, Vector2.Zero);
        foreach (var pair in pairs)
        {
            var weight = Weight(pair, guess);
            (weights, from, to) = (weights + weight, from + (weight * pair.From), to + (weight * pair.To));
        }

        (from, to) = (from / weights, to / weights);
        var (dot, cross, square) = (0f, 0f, 0f);
        foreach (var pair in pairs)
        {
            var (weight, before, after) = (Weight(pair, guess), pair.From - from, pair.To - to);
            (dot, cross, square) = (dot + (weight * Vector2.Dot(before, after)), cross + (weight * Cross(before, after)), square + (weight * before.LengthSquared()));
        }

        return Around(from, to, dot, cross, square);
    }

    private static float Weight(PointPair pair, Matrix3x2 similarity)
    {
        var miss = Vector2.DistanceSquared(Vector2.Transform(pair.From, similarity), pair.To) / (Width * Width);
        return 1 / ((1 + miss) * (1 + miss));
    }

    /// <summary>Turns and zooms around a point, which it takes to another one.</summary>
    private static Matrix3x2 Around(Vector2 from, Vector2 to, float dot, float cross, float square)
    {
        var (cosine, sine) = square > 0 ? (dot / square, cross / square) : (1, 0);
        var turn = new Matrix3x2(cosine, sine, -sine, cosine, 0, 0);
        turn.Translation = to - Vector2.Transform(from, turn);
        return turn;
    }

    private static float Cross(Vector2 one, Vector2 other) => (one.X * other.Y) - (one.Y * other.X);
}
