namespace Glip.Tracking.Tests;

/// <summary>When frames are taken, in seconds.</summary>
internal static class Times
{
    public static IEnumerable<double> Every(double step, double until) => Enumerable.Range(0, (int)Math.Floor((until / step) + 1e-9) + 1).Select(i => i * step);

    /// <summary>Steps of any length in a range, as cameras with trouble give them.</summary>
    public static IEnumerable<double> Irregular(double shortest, double longest, double until, int seed)
    {
        var random = new Random(seed);
        for (var time = 0.0; time <= until; time += shortest + ((longest - shortest) * random.NextDouble()))
        {
            yield return time;
        }
    }
}
