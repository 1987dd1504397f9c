namespace Glip.Evaluation.Tests;

public sealed class PreprocessingTests
{
    [Theory]
    [InlineData(2, 0)] // person on a vehicle
    [InlineData(7, 0)] // static person
    [InlineData(8, 0)] // distractor
    [InlineData(12, 0)] // reflection
    [InlineData(3, 1)] // car: whoever tracks it is wrong
    [InlineData(6, 1)] // vehicle without motor
    [InlineData(13, 1)] // crowd
    public void Of_TrackOnAnotherClass_CountsOnlyIfThatIsClearlyNoPedestrian(int number, int falsePositives)
    {
        var truth = Classed(1, Rows.Of(1, 0, [1])).Concat(Classed(number, Rows.Of(2, 1, [1])));

        var score = Rows.Score(truth, [.. Rows.Of(1, 0, [1]), .. Rows.Of(2, 1, [1])]);

        Assert.Equal((1, 0, falsePositives), (score.Clear.TP, score.Clear.FN, score.Clear.FP));
        Assert.Equal((1, 1 + falsePositives), (score.Things, score.Tracks));
    }

    [Fact]
    public void Of_PedestrianFitsBetter_TrackStays()
    {
        // Both overlap the track by a half at least; matching gives it to the pedestrian.
        var truth = Classed(8, Rows.Of(1, 0, [1], height: 6)).Concat(Classed(1, Rows.Of(2, 0, [1])));

        Assert.Equal((1, 0, 0), Counts(Rows.Score(truth, Rows.Of(1, 0, [1]))));
    }

    [Fact]
    public void Of_DistractorBelowAHalf_TrackStays() =>
        Assert.Equal((0, 0, 1), Counts(Rows.Score(Classed(8, Rows.Of(1, 0, [1])), Rows.Of(1, 0, [1], height: 4.9))));

    [Theory]
    [InlineData(1)]
    [InlineData(null)]
    public void Of_NotConsidered_IsNoTruthButTracksOnItAreWrong(int? number)
    {
        var truth = Rows.Of(1, 0, [1]).Select(row => row with { Confidence = 0, Class = number });

        Assert.Equal((0, 0, 1), Counts(Rows.Score(truth, Rows.Of(1, 0, [1]))));
    }

    private static IEnumerable<MotRow> Classed(int number, IEnumerable<MotRow> rows) => rows.Select(row => row with { Class = number });

    private static (int TP, int FN, int FP) Counts(TrackingScore score) => (score.Clear.TP, score.Clear.FN, score.Clear.FP);
}
