namespace Glip.Tracking.Tests;

public sealed class ParetoTailTests
{
    [Theory]
    [InlineData(0.5, -0.3)]
    [InlineData(0.2, 0)]
    [InlineData(2, 0.25)]
    public void Fit_DrawnFromKnownTail_RecoversIt(double scale, double shape)
    {
        var random = new Random(1);
        var known = new ParetoTail(1.5, scale, shape);

        var fit = ParetoTail.Fit(1.5, [.. Enumerable.Range(0, 20_000).Select(_ => known.Quantile(1 - random.NextDouble()))]);

        Assert.Equal(scale, fit.Scale, 0.04 * scale);
        Assert.Equal(shape, fit.Shape, 0.03);
    }

    [Fact]
    public void Fit_MomentsOfHoskingAndWallis_AsByHand()
    {
        // 20 values 1..20: mean 10.5; weights 1 - (i - 0.35) / 20 give 3.670 = (210 * 1.0175 - 2870 / 20) / 20.
        const double weighted = ((210 * 1.0175) - 143.5) / 20;
        const double shape = 2 - (10.5 / (10.5 - (2 * weighted)));

        var fit = ParetoTail.Fit(0, [.. Enumerable.Range(1, 20).Select(value => (double)value)], 0.5);

        Assert.Equal(Math.Max(-0.5, shape), fit.Shape, 1e-12);
        Assert.Equal(10.5 * (1 - fit.Shape), fit.Scale, 1e-12);
    }

    [Fact]
    public void Fit_FewValues_AreTakenAsExponential()
    {
        var fit = ParetoTail.Fit(1, [1.5, 2, 4]);

        Assert.Equal((0, 1.5), (fit.Shape, fit.Scale));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.4)]
    [InlineData(0.3)]
    public void Quantile_OfSurvival_IsTheValue(double shape)
    {
        var tail = new ParetoTail(0.2, 0.7, shape);

        Assert.Equal(1.1, tail.Quantile(tail.Survival(1.1)), 1e-9);
        Assert.Equal(1, tail.Survival(0.1));
    }

    [Fact]
    public void Survival_ClosedForms_Agree()
    {
        Assert.Equal(Math.Exp(-2), new ParetoTail(1, 0.5, 0).Survival(2), 1e-12);
        Assert.Equal(0.25, new ParetoTail(0, 1, 0.5).Survival(2), 1e-12); // (1 + 0.5 * 2)^-2
        Assert.Equal(0, new ParetoTail(0, 1, -0.5).Survival(3)); // beyond the end at 2
    }
}
