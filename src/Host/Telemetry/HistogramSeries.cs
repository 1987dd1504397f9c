namespace Glip.Host;

/// <summary>How often values fell between fixed bounds.</summary>
/// <param name="labels">The labels.</param>
/// <param name="bounds">Highest value of each bucket, rising; a last bucket takes what is above.</param>
internal sealed class HistogramSeries(MetricLabels labels, double[] bounds) : MetricSeries(labels)
{
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    /// <summary>Sum of all values.</summary>
    public double Sum => Volatile.Read(ref _sum);

    /// <summary>A value that is not a number is left out.</summary>
    public override void Record(double value)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        var bucket = 0;
        while (bucket < bounds.Length && value > bounds[bucket])
        {
            bucket++;
        }

        Interlocked.Increment(ref _counts[bucket]);
        Add(ref _sum, value);
    }

    /// <summary>Highest value of each bucket, the last one infinite, with the number of values up to it.</summary>
    public IEnumerable<(double Bound, long Count)> Buckets()
    {
        var count = 0L;
        for (var i = 0; i < _counts.Length; i++)
        {
            count += Interlocked.Read(ref _counts[i]);
            yield return (i < bounds.Length ? bounds[i] : double.PositiveInfinity, count);
        }
    }
}
