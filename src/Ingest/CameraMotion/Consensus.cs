using System.Numerics;

namespace Glip.Ingest;

/// <summary>How many pairs of points obey a similarity, how well, and where they lie.</summary>
/// <param name="Count">Pairs that obey.</param>
/// <param name="Support">The same, where one that obeys exactly counts 1 and one that hardly does hardly anything.</param>
/// <param name="Spread">Standard deviation of their places, in cells.</param>
internal readonly record struct Consensus(int Count, float Support, Vector2 Spread)
{
    private const float Near = 0.5f; // cells by which a pair may miss and still obey

    /// <summary>What speaks for the similarity: many pairs, all over the picture. A thing that passes may have more of them than what is behind it, but not as far apart.</summary>
    public float Weight => Support * MathF.Sqrt(Spread.X * Spread.Y);

    /// <summary>Share of the squares of <see cref="Near"/> by which the pairs that obey miss, in [0, 1].</summary>
    public float Error => Count > 0 ? 1 - (Support / Count) : 1;

    /// <summary>Looks which pairs obey.</summary>
    /// <remarks>Source of the score: Torr and Zisserman, MLESAC, 2000.</remarks>
    public static Consensus Of(ReadOnlySpan<PointPair> pairs, Matrix3x2 similarity)
    {
        var (count, support, sum, squares) = (0, 0f, Vector2.Zero, Vector2.Zero);
        foreach (var (from, to) in pairs)
        {
            var miss = Vector2.DistanceSquared(Vector2.Transform(from, similarity), to) / (Near * Near);
            if (miss < 1)
            {
                (count, support, sum, squares) = (count + 1, support + 1 - miss, sum + from, squares + (from * from));
            }
        }

        var mean = sum / Math.Max(1, count);
        return new(count, support, Vector2.SquareRoot(Vector2.Max(Vector2.Zero, (squares / Math.Max(1, count)) - (mean * mean))));
    }
}
