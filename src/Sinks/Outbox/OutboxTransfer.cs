namespace Glip.Sinks;

/// <summary>Moves what an outbox holds from one database to another.</summary>
internal static class OutboxTransfer
{
    /// <summary>Sets the numbers of the streams and the place of the next row.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="streams">The numbers.</param>
    /// <param name="skipped">How many numbers of a stream its next message has to tell as discarded.</param>
    /// <param name="lastPosition">Last place that was used.</param>
    public static void SetNumbers(OutboxStore store, IEnumerable<OutboxStream> streams, Func<OutboxStream, long> skipped, long lastPosition)
    {
        foreach (var stream in streams)
        {
            store.Database.Statement("INSERT OR REPLACE INTO streams (stream, last_seq, last_track_id, skipped, prompt_version) VALUES (?, ?, ?, ?, ?)")
                .Bind(stream.Stream).Bind(stream.LastSeq).Bind(stream.LastTrackId).Bind(skipped(stream)).Bind(stream.PromptVersion).Run();
        }

        store.Database.Statement("DELETE FROM sqlite_sequence WHERE name = 'outbox'").Run();
        store.Database.Statement("INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?)").Bind(lastPosition).Run();
    }

    /// <summary>Numbers of all streams, with those that the receiver knows of.</summary>
    public static List<OutboxStream> Numbers(SqliteDatabase database) => database.Statement(
        "SELECT stream, last_seq, last_track_id, prompt_version, coalesce((SELECT min(seq - skipped) - 1 FROM outbox AS o WHERE o.stream = s.stream), last_seq - skipped) FROM streams AS s")
        .List(static row => new OutboxStream(row.Text(0), row.Long(1), row.Long(2), (int)row.Long(3)) { SettledSeq = row.Long(4) });

    /// <summary>Puts the open events of one database in the place of those of another.</summary>
    public static void CopyOpenEvents(SqliteDatabase from, SqliteDatabase to)
    {
        to.Statement("DELETE FROM open_events").Run();
        InsertOpenEvents(OpenEvents(from), to);
    }

    public static List<(string EventId, string Stream, long Started, byte[] Payload)> OpenEvents(SqliteDatabase database) =>
        database.Statement("SELECT event_id, stream, started, payload FROM open_events WHERE json_valid(payload)").List(static row => (row.Text(0), row.Text(1), row.Long(2), row.Utf8(3)));

    public static void InsertOpenEvents(IEnumerable<(string EventId, string Stream, long Started, byte[] Payload)> openEvents, SqliteDatabase to)
    {
        foreach (var (eventId, stream, started, payload) in openEvents)
        {
            to.Statement("INSERT INTO open_events (event_id, stream, started, payload) VALUES (?, ?, ?, ?)").Bind(eventId).Bind(stream).Bind(started).Bind(payload.AsSpan()).Run();
        }
    }

    /// <summary>Takes over the <c>skipped</c> of all streams.</summary>
    public static void CopySkipped(SqliteDatabase from, SqliteDatabase to)
    {
        foreach (var (stream, skipped) in from.Statement("SELECT stream, skipped FROM streams").List(static row => (row.Text(0), row.Long(1))))
        {
            to.Statement("UPDATE streams SET skipped = ? WHERE stream = ?").Bind(skipped).Bind(stream).Run();
        }
    }

    /// <summary>Copies all rows with their places.</summary>
    public static void CopyRows(OutboxStore from, OutboxStore to)
    {
        var rows = from.Database.Statement("SELECT position, seq, skipped, attempts, created_at_ms, stream, event_id, type, topic, payload FROM outbox ORDER BY position")
            .List(static row => (Numbers: (long[])[row.Long(0), row.Long(1), row.Long(2), row.Long(3), row.Long(4)], Texts: (string[])[row.Text(5), row.Text(6), row.Text(7), row.Text(8)], Payload: row.Utf8(9)));
        foreach (var (numbers, texts, payload) in rows)
        {
            var insert = to.Database.Statement("INSERT INTO outbox (position, seq, skipped, attempts, created_at_ms, stream, event_id, type, topic, payload, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            Array.ForEach(numbers, number => insert.Bind(number));
            Array.ForEach(texts, text => insert.Bind(text));
            insert.Bind(payload.AsSpan()).Bind(payload.Length).Run();
            to.Add(texts[0], 1, payload.Length);
        }
    }
}
