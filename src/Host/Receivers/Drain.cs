namespace Glip.Host;

/// <summary>The time in which receivers may still take what waits for them when the program is stopped.</summary>
internal static class Drain
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until nothing is left that is taken, for five seconds at most.</summary>
    /// <param name="isTaking">Whether something is left, and somebody takes it.</param>
    /// <param name="clock">Measures the time.</param>
    public static async Task WaitAsync(Func<bool> isTaking, TimeProvider clock)
    {
        var since = clock.GetTimestamp();
        while (isTaking() && clock.GetElapsedTime(since) < s_longest)
        {
            await Task.Delay(s_look, clock).ConfigureAwait(false);
        }
    }
}
