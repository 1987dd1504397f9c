namespace Glip.Host;

/// <summary>The values of a metric with the same labels. Safe for use by several threads.</summary>
internal abstract class MetricSeries(MetricLabels labels)
{
    public MetricLabels Labels { get; } = labels;

    public abstract void Record(double value);

    /// <summary>Adds to a number that other threads add to as well.</summary>
    private protected static void Add(ref double total, double value)
    {
        var seen = Volatile.Read(ref total);
        while (true)
        {
            var before = Interlocked.CompareExchange(ref total, seen + value, seen);
            if (before.Equals(seen))
            {
                return;
            }

            seen = before;
        }
    }
}
