using System.Numerics;

namespace Glip.Ingest.Tests;

public sealed class SimilarityFitTests
{
    private static readonly Matrix3x2 s_scene = Matrix3x2.CreateRotation(0.02f) * Matrix3x2.CreateScale(1.05f) * Matrix3x2.CreateTranslation(3, -2);

    [Fact]
    public void Search_MostPairsObey_FindsWhatTheyObey()
    {
        var pairs = Spread(60, s_scene).Concat(Spread(40, Matrix3x2.CreateTranslation(-8, 5))).ToArray();

        AssertSame(s_scene, SimilarityFit.Refine(pairs, SimilarityFit.Search(pairs, 40)));
    }

    [Fact]
    public void Search_MorePairsLieOnOneThing_FindsWhatIsAllOverThePicture()
    {
        var pairs = Spread(40, s_scene).Concat(Spread(60, Matrix3x2.CreateTranslation(-8, 5), width: 60, height: 40)).ToArray();

        AssertSame(s_scene, SimilarityFit.Refine(pairs, SimilarityFit.Search(pairs, 40)));
    }

    [Fact]
    public void Of_PairsThatObeyMoreOrLess_CountsAndWeighsThem()
    {
        PointPair[] pairs = [new(new(0, 0), new(0, 0)), new(new(40, 20), new(40.25f, 20)), new(new(10, 10), new(20, 20))];

        var consensus = Consensus.Of(pairs, Matrix3x2.Identity);

        // The second misses by half of what is allowed: 1 - 0.5². The third does not obey.
        Assert.Equal((2, 1.75f, new Vector2(20, 10)), (consensus.Count, consensus.Support, consensus.Spread));
        Assert.Equal(0.125f, consensus.Error);
        Assert.Equal(1.75f * MathF.Sqrt(200), consensus.Weight, 1e-4f);
    }

    /// <summary>Pairs all over the picture, or a part of it, in an order that has no pattern.</summary>
    private static IEnumerable<PointPair> Spread(int count, Matrix3x2 similarity, int width = 160, int height = 90)
    {
        for (var i = 1; i <= count; i++)
        {
            var from = new Vector2(i * 0.7548777f % 1 * width, i * 0.5698403f % 1 * height);
            yield return new(from, Vector2.Transform(from, similarity));
        }
    }

    private static void AssertSame(Matrix3x2 expected, Matrix3x2 actual)
    {
        foreach (var corner in (Vector2[])[new(0, 0), new(160, 0), new(0, 90), new(160, 90)])
        {
            Assert.InRange(Vector2.Distance(Vector2.Transform(corner, expected), Vector2.Transform(corner, actual)), 0, 0.05);
        }
    }
}
