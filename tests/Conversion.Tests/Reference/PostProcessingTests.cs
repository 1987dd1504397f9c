namespace Glip.Conversion.Reference.Tests;

public class PostProcessingTests
{
    private static readonly int[][] s_onePhrase = [[0]];

    [Fact]
    public void Candidates_TwoTokens_AverageTheirProbabilities()
    {
        // (0.5 + 0.75) / 2, times a centerness of 0.5, and the root of it.
        var found = Assert.Single(Find(Prediction(centerness: 0, 0, MathF.Log(3)), [[], [0, 1]]));

        Assert.Equal(1, found.Phrase);
        Assert.Equal(Math.Sqrt(0.625 * 0.5), found.Score, 1e-6);
    }

    [Theory]
    [InlineData(0.049, 0)]
    [InlineData(0.051, 1)]
    public void Candidates_Threshold_AppliesBeforeTheCenterness(double probability, int expected) =>
        Assert.Equal(expected, Find(Prediction(centerness: -5, (float)Math.Log(probability / (1 - probability))), s_onePhrase).Length);

    [Fact]
    public void Candidates_Box_IsClippedToTheLastPixel() => // the anchor is -28 to 35; the image 32 x 16
        Assert.Equal([0, 0, 31, 15], Assert.Single(Find(Prediction(centerness: 0, 0), s_onePhrase)).Box);

    [Fact]
    public void Candidates_MoreThanAThousand_KeepTheBestByTheProduct()
    {
        // The class scores rise and the centerness falls faster, so that the last position is the worst.
        const int Count = 1001;
        float[] Values(Func<int, float> value) => [.. Enumerable.Range(0, Count).Select(value)];
        var prediction = new LevelPrediction(
            new(1, Count, new(Count, 4)), new(1, Count, new(Count, 1, Values(i => -i / 100f))), new(Count, 1, Values(i => i / 1000f)));

        var found = new PostProcessing(10_000, 10_000, s_onePhrase).Candidates(prediction, Anchors.Of(1, Count, 8)).ToArray();

        Assert.Equal(1000, found.Length);
        Assert.Equal(Math.Sqrt(0.25), found[0].Score, 1e-6);
        Assert.Equal((999 * 8) + 35, found[^1].Box[2]);
    }

    private static Candidate[] Find(LevelPrediction prediction, int[][] phraseTokens) =>
        [.. new PostProcessing(height: 16, width: 32, phraseTokens).Candidates(prediction, Anchors.Of(1, 1, 8))];

    /// <summary>Of a level with one position, whose box is the anchor.</summary>
    private static LevelPrediction Prediction(float centerness, params float[] tokenLogits) =>
        new(new(1, 1, new(1, 4)), new(1, 1, new(1, 1, [centerness])), new(1, tokenLogits.Length, tokenLogits));
}
