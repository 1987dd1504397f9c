namespace Glip.Tracking;

/// <summary>What a small count says about the mean that it comes from.</summary>
public static class PoissonBound
{
    private const double Doubt = 0.05;

    /// <summary>The mean above which a count as small as this one has a probability below 5 %: 3.0 for none ("rule of three"), 4.7 for one.</summary>
    /// <param name="count">At least 0.</param>
    /// <remarks>Source: F. Garwood, Fiducial Limits for the Poisson Distribution, Biometrika 28, 1936; found by bisection.</remarks>
    public static double Upper(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var (low, high) = ((double)count, (2.0 * count) + 10);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = AtMost(count, middle) > Doubt ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>Probability of a count or less.</summary>
    private static double AtMost(int count, double mean)
    {
        var (term, sum) = (Math.Exp(-mean), 0.0);
        for (var i = 0; i <= count; i++)
        {
            sum += term;
            term *= mean / (i + 1);
        }

        return sum;
    }
}
