namespace Glip.Core;

/// <summary>
/// How long to wait before the next attempt: a random time up to a limit that doubles from one second to one minute, so that what
/// failed together does not come back in step.
/// </summary>
/// <remarks>Source: M. Brooker, Exponential Backoff and Jitter, AWS Architecture Blog, 2015, "full jitter".</remarks>
public sealed class BackOff(Random random)
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private TimeSpan _limit = s_first;

    /// <summary>Attempts since the last success.</summary>
    public int Attempts { get; private set; }

    /// <summary>Time to wait now; counts an attempt.</summary>
    public TimeSpan Next()
    {
        var wait = random.NextDouble() * _limit;
        _limit = _limit * 2 < s_longest ? _limit * 2 : s_longest;
        Attempts++;
        return wait;
    }

    /// <summary>Begins anew after a success.</summary>
    public void Reset()
    {
        _limit = s_first;
        Attempts = 0;
    }
}
