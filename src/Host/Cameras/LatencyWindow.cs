namespace Glip.Host;

/// <summary>Latencies of the last minute, at most the last thousand of them. Safe for use by several threads.</summary>
internal sealed class LatencyWindow
{
    private const int Most = 1000;
    private static readonly TimeSpan s_length = TimeSpan.FromMinutes(1);

    private readonly Queue<(TimeSpan At, TimeSpan Latency)> _latencies = new();

    public void Add(TimeSpan at, TimeSpan latency)
    {
        lock (_latencies)
        {
            _latencies.Enqueue((at, latency));
            if (_latencies.Count > Most)
            {
                _latencies.Dequeue();
            }
        }
    }

    /// <summary>Median and 95th percentile; null without data.</summary>
    public (TimeSpan? P50, TimeSpan? P95) Percentiles(TimeSpan now)
    {
        TimeSpan[] sorted;
        lock (_latencies)
        {
            while (_latencies.TryPeek(out var oldest) && now - oldest.At > s_length)
            {
                _latencies.Dequeue();
            }

            sorted = [.. _latencies.Select(entry => entry.Latency).Order()];
        }

        return sorted.Length == 0 ? (null, null) : (sorted[(sorted.Length - 1) / 2], sorted[(sorted.Length - 1) * 95 / 100]);
    }
}
