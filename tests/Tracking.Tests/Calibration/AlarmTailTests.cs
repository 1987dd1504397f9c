namespace Glip.Tracking.Tests;

public sealed class AlarmTailTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    /// <summary>Peaks whose logits are exponential with this mean above -1.</summary>
    private const double Scale = 0.4;

    [Fact]
    public void ScoreFor_ExponentialLogits_IsTheReturnLevelInClosedForm()
    {
        // 1200 peaks an hour above -1: 28 800 a day; one a day is at -1 + 0.4 ln 28 800.
        var tail = AlarmTail.Fit(Scores(1200, 3), s_hour)!;

        Assert.Equal(-1 + (Scale * Math.Log(28_800)), LogitOf(tail.ScoreFor(1)), 0.35);
        Assert.Equal(1, tail.PerDay(tail.ScoreFor(1)), 1e-6);
    }

    /// <summary>Of 40 samples; a lighter tail than the heaviest that is considered holds it in 36 on average.</summary>
    [Fact]
    public void Interval_ManyDraws_HoldsTheTrueLevelInAboutNineOfTen()
    {
        var truth = new ParetoTail(-1, Scale, -0.2).Quantile(1 / (200.0 * 24));
        var held = Enumerable.Range(0, 40).Count(seed =>
        {
            var (low, high) = AlarmTail.Fit(Scores(200, seed, -0.2), s_hour)!.Interval(1);
            return truth >= LogitOf(low) && truth <= LogitOf(high);
        });

        Assert.InRange(held, 32, 40);
    }

    [Fact]
    public void Interval_SamePeaks_AreTheSame() => Assert.Equal(AlarmTail.Fit(Scores(50, 1), s_hour)!.Interval(1), AlarmTail.Fit(Scores(50, 1), s_hour)!.Interval(1));

    [Fact]
    public void Interval_MoreFootage_IsNarrower()
    {
        var (low, high) = AlarmTail.Fit(Scores(60, 5), s_hour)!.Interval(1);
        var (longLow, longHigh) = AlarmTail.Fit(Scores(6000, 5), 100 * s_hour)!.Interval(1);

        Assert.True(LogitOf(longHigh) - LogitOf(longLow) < (LogitOf(high) - LogitOf(low)) / 2);
    }

    [Fact]
    public void PerDay_BelowTheLevel_IsWhatWasCounted()
    {
        var scores = Scores(400, 2);

        Assert.Equal(400 * 24, AlarmTail.Fit(scores, s_hour)!.PerDay(scores.Min()), 1e-6);
    }

    [Fact]
    public void Fit_TooFewPeaks_GivesNone() => Assert.Null(AlarmTail.Fit(Scores(AlarmTail.LeastPeaks - 1, 1), s_hour));

    [Theory]
    [InlineData(0, 2.996)] // -ln 0.05
    [InlineData(1, 4.744)]
    [InlineData(5, 10.513)]
    public void PoissonBound_OfSmallCounts_IsGarwoods(int count, double mean) => Assert.Equal(mean, PoissonBound.Upper(count), 0.001);

    private static float[] Scores(int count, int seed, double shape = 0)
    {
        var (random, tail) = (new Random(seed), new ParetoTail(-1, Scale, shape));
        return [.. Enumerable.Range(0, count).Select(_ => (float)(1 / (1 + Math.Exp(-tail.Quantile(1 - random.NextDouble())))))];
    }

    private static double LogitOf(double score) => Math.Log(score / (1 - score));
}
