namespace Glip.Inference;

/// <summary>How often something happened in the last ten seconds. Not safe for use by several threads.</summary>
internal sealed class SlidingRate(TimeProvider clock)
{
    private const int Seconds = 10;

    private readonly long _start = clock.GetTimestamp();
    private readonly long[] _counts = new long[Seconds];
    private long _second;

    public void Add()
    {
        Forward();
        _counts[_second % Seconds]++;
    }

    /// <summary>Times a second; over the time since the start when that is shorter, but at least over one second.</summary>
    public double PerSecond()
    {
        var elapsed = Forward();
        var window = Seconds - 1 + elapsed - Math.Floor(elapsed);
        return _counts.Sum() / Math.Max(1, Math.Min(elapsed, window));
    }

    /// <summary>Empties the slots of seconds in which nothing happened; returns the seconds since the start.</summary>
    private double Forward()
    {
        var elapsed = clock.GetElapsedTime(_start).TotalSeconds;
        for (var empty = 0; _second < (long)elapsed && empty < Seconds; empty++)
        {
            _counts[++_second % Seconds] = 0;
        }

        _second = (long)elapsed;
        return elapsed;
    }
}
