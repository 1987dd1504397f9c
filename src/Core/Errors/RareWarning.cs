using System.Globalization;

namespace Glip.Core;

/// <summary>Tells of something that may happen often at most once a minute, with how often it did.</summary>
public sealed class RareWarning(Action<string> warn, TimeProvider clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _toldAt;
    private int _count;

    /// <param name="what">Stands before the number.</param>
    /// <param name="why">Stands behind it.</param>
    public void Tell(string what, string why)
    {
        lock (_lock)
        {
            _count++;
            if (_toldAt is { } last && clock.GetElapsedTime(last) < s_pause)
            {
                return;
            }

            warn(string.Create(CultureInfo.InvariantCulture, $"{what}: {_count} ({why})"));
            (_toldAt, _count) = (clock.GetTimestamp(), 0);
        }
    }
}
