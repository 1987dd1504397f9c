using System.Globalization;

namespace Glip.Inference;

/// <summary>Tells of something that may happen often at most once a minute, with how often it did.</summary>
internal sealed class RareWarning(Action<string> warn, TimeProvider clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _toldAt;
    private int _count;

    /// <param name="text">What follows the number.</param>
    public void Tell(string text)
    {
        lock (_lock)
        {
            _count++;
            if (_toldAt is { } last && clock.GetElapsedTime(last) < s_pause)
            {
                return;
            }

            warn(string.Create(CultureInfo.InvariantCulture, $"{_count} {text}"));
            (_toldAt, _count) = (clock.GetTimestamp(), 0);
        }
    }
}
