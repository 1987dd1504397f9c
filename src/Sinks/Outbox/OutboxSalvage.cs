namespace Glip.Sinks;

/// <summary>What can still be read of a file that is set aside: the numbers of its streams, and the open events with those who know of them.</summary>
internal sealed class OutboxSalvage
{
    private readonly List<OutboxStream> _streams = [];
    private readonly List<(string EventId, string Stream, byte[] Payload)> _openEvents = [];
    private readonly List<(string EventId, string Receiver)> _started = [];

    private OutboxSalvage()
    {
    }

    public static OutboxSalvage Read(string path)
    {
        var salvage = new OutboxSalvage();
        try
        {
            using var database = SqliteDatabase.Open(path);
            // Not the messages that wait: what their readers know of them is not known.
            database.Statement("SELECT stream, last_seq, last_track_id FROM streams").Each(row => salvage._streams.Add(new(row.Text(0), row.Long(1), row.Long(2))));
            database.Statement("SELECT event_id, stream, payload FROM open_events WHERE json_valid(payload)").Each(row => salvage._openEvents.Add((row.Text(0), row.Text(1), row.Utf8(2))));
            database.Statement("SELECT event_id, receiver FROM started").Each(row => salvage._started.Add((row.Text(0), row.Text(1))));
        }
        catch (Exception e) when (e is DatabaseException or InvalidOperationException)
        {
            // Damaged there as well, or so that its tables are not found.
        }

        return salvage;
    }

    /// <summary>Writes it to a new outbox, together with what the program itself remembers.</summary>
    /// <param name="store">The new outbox, in a transaction.</param>
    /// <param name="progress">How far everyone is.</param>
    /// <param name="lastPosition">Last place that was used.</param>
    public void Restore(OutboxStore store, OutboxProgress progress, long lastPosition)
    {
        _streams.ForEach(store.Ledger.Set);
        foreach (var stream in progress.Streams.Values)
        {
            store.Ledger.Set(stream);
            foreach (var rows in store.Rows)
            {
                rows.Skip(stream.Stream, progress.Unsettled(rows.Receiver.Name, stream));
            }
        }

        _openEvents.Where(open => store.Ledger.LastSeq(open.Stream) > 0).ToList().ForEach(open => store.Ledger.AddSalvaged(open.EventId, open.Stream, open.Payload));
        _started.ForEach(started => store.Ledger.NoteStarted(started.EventId, started.Receiver));
        OutboxTransfer.SetLastPosition(store.Database, lastPosition);
    }
}
