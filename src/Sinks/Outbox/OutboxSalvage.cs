namespace Glip.Sinks;

/// <summary>What can still be read of a damaged outbox: the numbers of its streams, and the open events of which its reader knows.</summary>
internal sealed class OutboxSalvage
{
    private readonly List<OutboxStream> _streams = [];
    private readonly List<(string EventId, string Stream, long Started, byte[] Payload)> _openEvents = [];

    private OutboxSalvage()
    {
    }

    public static OutboxSalvage Read(string path)
    {
        var salvage = new OutboxSalvage();
        try
        {
            using var database = SqliteDatabase.Open(path);
            salvage._streams.AddRange(Numbers(database));
            salvage._openEvents.AddRange(OutboxTransfer.OpenEvents(database).Where(open => open.Started == 1));
        }
        catch (Exception e) when (e is DatabaseException or InvalidOperationException)
        {
            // Damaged there as well, or so that its tables are not found.
        }

        return salvage;
    }

    /// <summary>Writes it to a new outbox, together with what the program itself remembers.</summary>
    /// <param name="store">The new outbox, in a transaction.</param>
    /// <param name="remembered">Streams with their numbers.</param>
    /// <param name="lastPosition">Last place that was used.</param>
    public void Restore(OutboxStore store, IEnumerable<OutboxStream> remembered, long lastPosition)
    {
        var known = remembered.ToDictionary(stream => stream.Stream, StringComparer.Ordinal);
        foreach (var stream in _streams)
        {
            known.TryAdd(stream.Stream, stream);
        }

        OutboxTransfer.SetNumbers(store, known.Values, static stream => stream.LastSeq - stream.SettledSeq, lastPosition);
        OutboxTransfer.InsertOpenEvents(_openEvents.Where(open => known.ContainsKey(open.Stream)), store.Database);
    }

    // Not the messages that wait: what the reader knows of them is not known.
    private static List<OutboxStream> Numbers(SqliteDatabase database) => database.Statement("SELECT stream, last_seq, last_track_id, prompt_version FROM streams")
        .List(static row => new OutboxStream(row.Text(0), row.Long(1), row.Long(2), (int)row.Long(3)) { SettledSeq = row.Long(1) });
}
