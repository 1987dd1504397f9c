namespace Glip.Tracking;

/// <summary>How often a phrase would be told without cause, by its threshold: peaks over a level come at a constant rate and are Pareto distributed.</summary>
/// <remarks>Source: S. Coles, An Introduction to Statistical Modeling of Extreme Values, 2001, sections 4.3 and 5.3 (return levels of clustered peaks). Peaks are taken as logits.</remarks>
public sealed class AlarmTail
{
    /// <summary>With fewer peaks there is no fit.</summary>
    public const int LeastPeaks = 6;

    // What a network sums up from many bounded terms has no tail heavier than an exponential one; some tens of peaks cannot tell.
    private const double HeaviestShape = 0;

    private const int Resamples = 500;
    private const int Seed = 1987;
    private const double Confidence = 0.9;
    private const int LeastExceedances = 20;
    private const int ShareOfPeaks = 4; // the upper quarter counts, where that is enough

    private readonly double[] _peaks; // logits, highest first
    private readonly double _days;
    private readonly ParetoTail _tail;
    private readonly int _exceedances;

    private AlarmTail(double[] peaks, double days, ParetoTail tail, int exceedances) => (_peaks, _days, _tail, _exceedances) = (peaks, days, tail, exceedances);

    /// <summary>Score above which the tail is fitted.</summary>
    public double Level => Logit.ToScore(_tail.Level);

    /// <summary>Peaks that are fitted.</summary>
    public int Exceedances => _exceedances;

    /// <summary>Shape of the tail, on the scale of logits.</summary>
    public double Shape => _tail.Shape;

    /// <summary>Fits a tail to the peaks of a phrase.</summary>
    /// <param name="scores">One score a peak, in [0, 1].</param>
    /// <param name="footage">Length of what they were found in.</param>
    /// <returns>Null when there are too few.</returns>
    public static AlarmTail? Fit(IEnumerable<float> scores, TimeSpan footage)
    {
        double[] peaks = [.. scores.Select(score => Logit.Of(score)).OrderDescending()];
        if (peaks.Length < LeastPeaks)
        {
            return null;
        }

        var count = Math.Min(peaks.Length - 1, Math.Max(LeastExceedances, peaks.Length / ShareOfPeaks));
        return new(peaks, footage.TotalDays, ParetoTail.Fit(peaks[count], peaks[..count], HeaviestShape), count);
    }

    /// <summary>Alarms to expect in a day.</summary>
    /// <param name="score">The threshold, in [0, 1].</param>
    public double PerDay(double score)
    {
        var x = Logit.Of(score);
        return x < _tail.Level ? PerDayCounted(score) : _exceedances / _days * _tail.Survival(x);
    }

    /// <summary>Alarms a day that were counted, as they are.</summary>
    /// <param name="score">The threshold, in [0, 1].</param>
    public double PerDayCounted(double score)
    {
        var x = Logit.Of(score);
        return _peaks.Count(peak => peak >= x) / _days;
    }

    /// <summary>The threshold at which a number of alarms is to be expected in a day, in (0, 1).</summary>
    /// <param name="perDay">Above 0.</param>
    public double ScoreFor(double perDay) => Logit.ToScore(LevelFor(perDay));

    /// <summary>Where <see cref="ScoreFor"/> lies with a probability of 90 %, by 500 draws from the fitted distribution, from a fixed seed.</summary>
    /// <remarks>Source: parametric bootstrap, B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993, section 6.5; the number of peaks is drawn too.</remarks>
    public (double Low, double High) Interval(double perDay)
    {
        var random = new Random(Seed);
        double[] levels = [.. Enumerable.Range(0, Resamples).Select(_ => Redraw(random).LevelFor(perDay)).Order()];
        var outside = (int)((1 - Confidence) / 2 * Resamples);
        return (Logit.ToScore(levels[outside]), Logit.ToScore(levels[^(outside + 1)]));
    }

    private double LevelFor(double perDay)
    {
        var share = perDay * _days / _exceedances;
        return share < 1 ? _tail.Quantile(share) : _peaks[Math.Min(_peaks.Length - 1, (int)(perDay * _days))];
    }

    private AlarmTail Redraw(Random random)
    {
        double[] drawn = [.. Enumerable.Range(0, Math.Max(1, Poisson(_exceedances, random))).Select(_ => _tail.Quantile(1 - random.NextDouble())).OrderDescending()];
        return new([.. drawn, .. _peaks.Where(peak => peak <= _tail.Level)], _days, ParetoTail.Fit(_tail.Level, drawn, HeaviestShape), drawn.Length);
    }

    /// <summary>Arrivals in a span in which so many are expected: waiting times are added up.</summary>
    private static int Poisson(double mean, Random random)
    {
        var count = -1;
        for (var time = 0.0; time < mean; count++)
        {
            time -= Math.Log(1 - random.NextDouble());
        }

        return Math.Max(0, count);
    }
}
