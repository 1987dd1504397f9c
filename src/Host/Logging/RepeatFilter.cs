namespace Glip.Host;

/// <summary>Lets the same warning through once a minute, with the number of those held back. Safe for use by several threads.</summary>
internal sealed class RepeatFilter(TimeProvider clock)
{
    /// <summary>Warnings that are remembered; when there are more, further ones are let through.</summary>
    private const int Limit = 10_000;

    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(string? Stream, string Warning), (long ToldAt, int Held)> _told = [];
    private readonly Lock _lock = new();

    /// <summary>Whether a warning is to be written now.</summary>
    /// <param name="stream">The stream that it is about.</param>
    /// <param name="warning">What makes it the same or another one.</param>
    /// <param name="held">How many of its kind were held back since the last one was written.</param>
    public bool Admits(string? stream, string warning, out int held)
    {
        lock (_lock)
        {
            held = 0;
            if (_told.TryGetValue((stream, warning), out var last))
            {
                held = last.Held;
                if (clock.GetElapsedTime(last.ToldAt) < s_pause)
                {
                    _told[(stream, warning)] = (last.ToldAt, held + 1);
                    return false;
                }
            }

            Remember((stream, warning));
            return true;
        }
    }

    private void Remember((string? Stream, string Warning) key)
    {
        if (_told.Count >= Limit)
        {
            foreach (var (old, _) in _told.Where(told => clock.GetElapsedTime(told.Value.ToldAt) >= s_pause).ToList())
            {
                _told.Remove(old);
            }
        }

        if (_told.Count < Limit)
        {
            _told[key] = (clock.GetTimestamp(), 0);
        }
    }
}
