namespace Glip.Sinks;

/// <summary>
/// What goes when there is too much or it is too old. A start never goes without its end, nor the other way round; what may have been sent stays, because its
/// reader could not be told that it was discarded.
/// </summary>
internal static class OutboxDiscarding
{
    private const string Unsent = "attempts = 0";

    /// <summary>
    /// Discards until what is left fits: the oldest updates; then the oldest that tell of zones and lines; then whole events that have ended and whose start was
    /// not sent. What is left then stays, be it too much.
    /// </summary>
    public static void Fit(OutboxStore store, long maxBytes, long maxRows)
    {
        while ((store.Bytes > maxBytes || store.Rows > maxRows)
            && (DiscardOldest(store, "update") || DiscardOldest(store, "zone_enter", "zone_leave", "line_cross", "dwell") || DiscardEvent(store)))
        {
        }
    }

    /// <summary>Discards events that ended before a time: whole ones if their start was not sent, else all but their end.</summary>
    public static void Expire(OutboxStore store, DateTimeOffset endedBefore)
    {
        foreach (var ended in store.Database.Statement("SELECT event_id FROM outbox WHERE type = 'end' AND created_at_ms < ?").Bind(endedBefore.ToUnixTimeMilliseconds()).List(static row => row.Text(0)))
        {
            var whole = store.Database.Statement($"SELECT count(*) FROM outbox WHERE event_id = ? AND type = 'start' AND {Unsent}").Bind(ended).Number() > 0;
            Discard(store, ended, whole ? "''" : "'end'", OutboxDrop.Expired);
        }
    }

    private static bool DiscardOldest(OutboxStore store, params ReadOnlySpan<string> types)
    {
        var oldest = long.MaxValue;
        foreach (var type in types)
        {
            var position = store.Database.Statement($"SELECT position FROM outbox WHERE type = ? AND {Unsent} ORDER BY position LIMIT 1").Bind(type).Number();
            oldest = position > 0 ? Math.Min(oldest, position) : oldest;
        }

        if (oldest < long.MaxValue)
        {
            store.Discard(oldest, OutboxDrop.Full);
        }

        return oldest < long.MaxValue;
    }

    private static bool DiscardEvent(OutboxStore store)
    {
        var ended = store.Database.Statement(
            $"SELECT event_id FROM outbox AS s WHERE type = 'start' AND {Unsent} AND EXISTS (SELECT 1 FROM outbox AS e WHERE e.event_id = s.event_id AND e.type = 'end') ORDER BY position LIMIT 1")
            .First<string?>(static row => row.Text(0), null);
        if (ended is not null)
        {
            Discard(store, ended, "''", OutboxDrop.Full);
        }

        return ended is not null;
    }

    private static void Discard(OutboxStore store, string eventId, string except, string reason)
    {
        foreach (var position in store.Database.Statement($"SELECT position FROM outbox WHERE event_id = ? AND type NOT IN ({except}) AND {Unsent} ORDER BY seq").Bind(eventId).List(static row => row.Long(0)))
        {
            store.Discard(position, reason);
        }
    }
}
