namespace Glip.Bench;

/// <summary>How long things take, counted by the millisecond up to two seconds. Safe for use by several threads.</summary>
internal sealed class Delays
{
    private readonly int[] _counts = new int[2000];

    public void Add(TimeSpan delay) => Interlocked.Increment(ref _counts[Math.Clamp((int)delay.TotalMilliseconds, 0, _counts.Length - 1)]);

    /// <summary>Milliseconds that a share of them did not exceed.</summary>
    public int Percentile(double share)
    {
        var rest = share * _counts.Sum();
        return Array.FindIndex(_counts, count => (rest -= count) <= 0);
    }

    public void Clear() => Array.Clear(_counts);
}
