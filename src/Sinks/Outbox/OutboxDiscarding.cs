namespace Glip.Sinks;

/// <summary>
/// What of a receiver's rows goes when there is too much or it is too old. A start never goes without its end, nor the other way round; what may have been sent
/// stays, because its reader could not be told that it was discarded.
/// </summary>
internal static class OutboxDiscarding
{
    private const string Unsent = "attempts = 0";

    /// <summary>
    /// Discards until what is left fits: the oldest updates; then the oldest that tell of zones and lines; then whole events that have ended and whose start was
    /// not sent. What is left then stays, be it too much.
    /// </summary>
    public static void Fit(OutboxRows rows, long maxRows)
    {
        while ((rows.Count.Bytes > rows.Receiver.MaxBytes || rows.Count.Rows > maxRows)
            && (DiscardOldest(rows, "update") || DiscardOldest(rows, "zone_enter", "zone_leave", "line_cross", "dwell") || DiscardEvent(rows)))
        {
        }
    }

    /// <summary>Discards events that ended too long ago: whole ones if their start was not sent, else all but their end.</summary>
    public static void Expire(OutboxRows rows, DateTimeOffset now)
    {
        if (rows.Receiver.Expiry <= TimeSpan.Zero)
        {
            return;
        }

        foreach (var (eventId, end) in rows.Of("SELECT event_id, position FROM outbox WHERE receiver = ? AND type = 'end' AND created_at_ms < ? ORDER BY position")
            .Bind((now - rows.Receiver.Expiry).ToUnixTimeMilliseconds()).List(static row => (row.Text(0), row.Long(1))))
        {
            var start = rows.Of($"SELECT max(position) FROM outbox WHERE receiver = ? AND event_id = ? AND type = 'start' AND {Unsent} AND position < ?").Bind(eventId).Bind(end).Number();
            Discard(rows, eventId, start, start > 0 ? end : end - 1, OutboxDrop.Expired);
        }
    }

    private static bool DiscardOldest(OutboxRows rows, params ReadOnlySpan<string> types)
    {
        var oldest = long.MaxValue;
        foreach (var type in types)
        {
            var position = rows.Of($"SELECT position FROM outbox WHERE receiver = ? AND type = ? AND {Unsent} ORDER BY position LIMIT 1").Bind(type).Number();
            oldest = position > 0 ? Math.Min(oldest, position) : oldest;
        }

        if (oldest < long.MaxValue)
        {
            rows.Discard(oldest, OutboxDrop.Full);
        }

        return oldest < long.MaxValue;
    }

    /// <remarks>Two runs of one file give their events the same ids: an event is what stands between a start and the next end.</remarks>
    private static bool DiscardEvent(OutboxRows rows)
    {
        var (eventId, start, end) = rows.Of(
            $"""
            SELECT event_id, position, (SELECT min(e.position) FROM outbox AS e WHERE e.event_id = s.event_id AND e.receiver = s.receiver AND e.type = 'end' AND e.position > s.position) AS ended
            FROM outbox AS s WHERE receiver = ? AND type = 'start' AND {Unsent} AND ended > 0 ORDER BY position LIMIT 1
            """).First(static row => (row.Text(0), row.Long(1), row.Long(2)), (string.Empty, 0, 0));
        Discard(rows, eventId, start, end, OutboxDrop.Full);
        return end > 0;
    }

    private static void Discard(OutboxRows rows, string eventId, long first, long last, string reason)
    {
        foreach (var position in rows.Of($"SELECT position FROM outbox WHERE receiver = ? AND event_id = ? AND position BETWEEN ? AND ? AND {Unsent} ORDER BY position")
            .Bind(eventId).Bind(first).Bind(last).List(static row => row.Long(0)))
        {
            rows.Discard(position, reason);
        }
    }
}
