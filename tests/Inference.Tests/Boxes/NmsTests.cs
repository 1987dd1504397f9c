using FsCheck;
using FsCheck.Fluent;

namespace Glip.Inference.Tests;

public class NmsTests
{
    private static readonly float[] s_twoBoxes = [0, 0, 3, 1, 0, 0, 3, 2];

    [Theory]
    // Offset 0: areas 3 and 6, intersection 3, IoU 1/2. Offset 1: areas 4*2 and 4*3, intersection 8, IoU 2/3.
    [InlineData(0, 0.5f, new[] { 1, 0 })] // equal to the threshold stays
    [InlineData(0, 0.49f, new[] { 1 })]
    [InlineData(1, 0.6f, new[] { 1 })]
    [InlineData(1, 0.67f, new[] { 1, 0 })]
    public void Keep_OverlappingBoxes_ComparesIoUWithOffset(int pixelOffset, float threshold, int[] expected) =>
        Assert.Equal(expected, Keep(new(threshold, pixelOffset, 100), s_twoBoxes, [0.5f, 0.7f], [4, 4]));

    [Fact]
    public void Keep_OtherPhrase_IsNotSuppressed() =>
        Assert.Equal([1, 0], Keep(new(0.1f, 0, 100), s_twoBoxes, [0.5f, 0.7f], [4, 5]));

    [Fact]
    public void Keep_ScoreZero_IsNoCandidate() =>
        Assert.Equal([1], Keep(new(0.9f, 0, 100), s_twoBoxes, [0, 0.7f], [4, 4]));

    [Fact]
    public void Keep_SuppressedBox_SuppressesNothing()
    {
        // In a row, each overlapping the next by 2/4: the second goes, so the third stays.
        float[] boxes = [0, 0, 3, 1, 1, 0, 4, 1, 2, 0, 5, 1];

        Assert.Equal([0, 2], Keep(new(0.4f, 0, 100), boxes, [0.9f, 0.8f, 0.7f], [0, 0, 0]));
    }

    [Fact]
    public void Keep_EqualScores_LowerIndexWins() =>
        Assert.Equal([0], Keep(new(0.4f, 0, 100), s_twoBoxes, [0.5f, 0.5f], [0, 0]));

    [Fact]
    public void Keep_MoreThanMaximum_KeepsTiesOfTheLast()
    {
        float[] boxes = [.. Enumerable.Range(0, 5).SelectMany(i => new float[] { 10 * i, 0, (10 * i) + 5, 5 })];

        Assert.Equal([2, 0, 1, 4], Keep(new(0.5f, 0, 2), boxes, [0.5f, 0.5f, 0.9f, 0.4f, 0.5f], [0, 0, 0, 0, 1]));
    }

    [Fact]
    public void Keep_BoxesWithoutArea_AreAllKept() =>
        Assert.Equal([0, 1], Keep(new(0.5f, 0, 2), new float[8], [0.5f, 0.5f], [0, 0]));

    [Fact]
    public void Keep_NoCandidates_IsEmpty() => Assert.Empty(Keep(new(0.5f, 0, 2), [], [], []));

    [Fact]
    public void Keep_SpansThatDoNotFit_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Keep(new(0.5f, 0, 2), new float[7], [1, 1], [0, 0]));
        Assert.Throws<ArgumentException>(() => Keep(new(0.5f, 0, 2), new float[8], [1, 1], [0]));
    }

    [Fact]
    public void Keep_AnyCandidates_AgreesWithNaiveSuppression()
    {
        // Few coordinates and scores, so that boxes, overlaps and scores are often equal.
        var candidate = from left in Gen.Choose(0, 6)
                        from top in Gen.Choose(0, 6)
                        from width in Gen.Choose(0, 5)
                        from height in Gen.Choose(0, 5)
                        from score in Gen.Choose(0, 8)
                        from phrase in Gen.Choose(0, 2)
                        select new NaiveNms.Candidate(left, top, left + width, top + height, score / 8f, phrase);
        var rule = from threshold in Gen.Elements(0f, 0.3f, 0.5f, 0.6f)
                   from offset in Gen.Choose(0, 1)
                   from most in Gen.Choose(1, 12)
                   select new Nms(threshold, offset, most);

        Prop.ForAll(candidate.ArrayOf().ToArbitrary(), rule.ToArbitrary(), (candidates, nms) =>
        {
            float[] boxes = [.. candidates.SelectMany(c => c.Box)];
            var kept = Keep(nms, boxes, [.. candidates.Select(c => c.Score)], [.. candidates.Select(c => (long)c.Phrase)]);
            Assert.Equal(NaiveNms.Keep(candidates, nms), kept);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(60));
    }

    [Fact]
    public void Keep_FiveThousandCandidates_MeetsTheNaiveResult()
    {
        var random = new Random(1);
        NaiveNms.Candidate[] candidates = [.. Enumerable.Range(0, 5000).Select(_ => Box(random))];

        var kept = Keep(
            new(0.6f, 1, 100),
            [.. candidates.SelectMany(c => c.Box)], [.. candidates.Select(c => c.Score)], [.. candidates.Select(c => (long)c.Phrase)]);

        Assert.Equal(100, kept.Length);
        Assert.Equal(NaiveNms.Keep(candidates, new(0.6f, 1, 100)), kept);
    }

    private static int[] Keep(Nms rule, float[] boxes, float[] scores, long[] phrases) => [.. rule.Keep(boxes, scores, phrases)];

    private static NaiveNms.Candidate Box(Random random)
    {
        var (left, top) = (random.NextSingle() * 300, random.NextSingle() * 300);
        return new(left, top, left + (random.NextSingle() * 200), top + (random.NextSingle() * 200), random.NextSingle(), random.Next(4));
    }
}
