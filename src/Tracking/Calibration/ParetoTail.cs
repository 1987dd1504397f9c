namespace Glip.Tracking;

/// <summary>Generalised Pareto distribution of what lies above a high level: P(X > x | X > level) = (1 + shape (x - level) / scale)^(-1 / shape).</summary>
/// <param name="Level">What is exceeded.</param>
/// <param name="Scale">Above 0.</param>
/// <param name="Shape">0 for an exponential tail; below 0 the tail ends at <c>Level - Scale / Shape</c>.</param>
/// <remarks>Source: S. Coles, An Introduction to Statistical Modeling of Extreme Values, 2001, section 4.2.</remarks>
public sealed record ParetoTail(double Level, double Scale, double Shape)
{
    /// <summary>With fewer values the shape is not estimated but 0: its error would be larger than itself.</summary>
    public const int LeastForShape = 20;

    private const double SteepestShape = 0.5; // beyond it the method has no variance
    private const double LeastScale = 0.01;
    private const double Straight = 1e-6;

    /// <summary>Share of the exceedances that are above a value, in [0, 1]; 1 at the level and below.</summary>
    public double Survival(double x)
    {
        var y = Math.Max(0, x - Level) / Scale;
        return Math.Abs(Shape) < Straight ? Math.Exp(-y) : Math.Pow(Math.Max(0, 1 + (Shape * y)), -1 / Shape);
    }

    /// <summary>The value that a share of the exceedances is above.</summary>
    /// <param name="share">In (0, 1].</param>
    public double Quantile(double share) =>
        Level + (Math.Abs(Shape) < Straight ? -Scale * Math.Log(share) : Scale / Shape * (Math.Pow(share, -Shape) - 1));

    /// <summary>Fits by probability-weighted moments.</summary>
    /// <param name="level">What the values exceed.</param>
    /// <param name="values">At least one; in any order.</param>
    /// <param name="heaviest">Greatest shape, at most 0.5.</param>
    /// <remarks>
    /// Source: J. Hosking, J. Wallis, Parameter and Quantile Estimation for the Generalized Pareto Distribution, Technometrics 29, 1987, section 4, with the
    /// plotting positions (i - 0.35) / n; k there is -shape. The shape is kept within -0.5 and <paramref name="heaviest"/>, with the scale that keeps the mean.
    /// </remarks>
    public static ParetoTail Fit(double level, IReadOnlyList<double> values, double heaviest = SteepestShape)
    {
        var above = values.Select(value => value - level).Order().ToArray();
        var mean = above.Average();
        if (above.Length < LeastForShape)
        {
            return new(level, Math.Max(LeastScale, mean), 0);
        }

        var weighted = above.Select((value, i) => (1 - ((i + 0.65) / above.Length)) * value).Average();
        var shape = mean > 2 * weighted ? Math.Clamp(2 - (mean / (mean - (2 * weighted))), -SteepestShape, heaviest) : -SteepestShape;
        return new(level, Math.Max(LeastScale, mean * (1 - shape)), shape);
    }
}
