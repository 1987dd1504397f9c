namespace Glip.Conversion.Reference.Tests;

public class SuppressionTests
{
    /// <summary>8 x 10 pixels.</summary>
    private static readonly Candidate s_box = new([0, 0, 7, 9], 0.9f, 0);

    [Fact]
    public void IoU_CountsTheLastPixel() => Assert.Equal(1f / 3, Suppression.IoU([0, 0, 9, 9], [5, 0, 14, 9]), 1e-6f);

    [Fact]
    public void IoU_BoxesApart_IsZero() => Assert.Equal(0, Suppression.IoU([0, 0, 9, 9], [10, 20, 19, 29]));

    [Fact]
    public void Apply_LargeOverlap_KeepsTheBetter() =>
        Assert.Equal([s_box], Suppression.Apply([new([1, 0, 8, 9], 0.5f, 0), s_box]));

    [Fact]
    public void Apply_OverlapAtTheThreshold_KeepsBoth() => // 6 * 10 of 160 - 60
        Assert.Equal(2, Suppression.Apply([s_box, new([2, 0, 9, 9], 0.5f, 0)]).Count);

    [Fact]
    public void Apply_OtherPhrase_KeepsBoth() => Assert.Equal(2, Suppression.Apply([s_box, s_box with { Phrase = 1, Score = 0.5f }]).Count);

    [Fact]
    public void Apply_SuppressedBox_SuppressesNothing() => // each overlaps the next by 7 of 9 columns, the outer two by 6 of 10
        Assert.Equal(
            [0.9f, 0.7f],
            Suppression.Apply([s_box, new([1, 0, 8, 9], 0.8f, 0), new([2, 0, 9, 9], 0.7f, 0)]).Select(candidate => candidate.Score));

    [Theory]
    [InlineData(0.1f, 100)]
    [InlineData(0.2f, 101)] // as good as the hundredth
    public void Apply_MoreThanAHundred_KeepsTheBestAndTies(float lastScore, int expected)
    {
        IEnumerable<Candidate> apart = Enumerable.Range(0, 100).Select(i => new Candidate([10 * i, 0, (10 * i) + 5, 5], i < 99 ? 0.5f : 0.2f, 0));

        Assert.Equal(expected, Suppression.Apply(apart.Append(new([0, 50, 5, 55], lastScore, 0))).Count);
    }
}
