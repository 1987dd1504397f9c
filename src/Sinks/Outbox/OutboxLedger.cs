using Glip.Core;

namespace Glip.Sinks;

/// <summary>The numbers that were given out, and the events of cameras that have not ended, in the tables of an outbox. Its methods are called inside transactions.</summary>
internal sealed class OutboxLedger(SqliteDatabase database)
{
    /// <summary>Highest number of a stream; 0 before the first.</summary>
    public long LastSeq(string stream) => database.Statement("SELECT last_seq FROM streams WHERE stream = ?").Bind(stream).Number();

    /// <summary>Gives a message of a camera its number; that of a file has one.</summary>
    public PhraseEvent Number(PhraseEvent phraseEvent, long lastSeq)
    {
        var numbered = phraseEvent.Stream.Kind == SourceKind.File ? phraseEvent : phraseEvent with { Seq = lastSeq + 1 };
        Set(new(numbered.Stream.StreamId, numbered.Seq, numbered.TrackId));
        return numbered;
    }

    public void Set(OutboxStream stream) => database.Statement(
        "INSERT INTO streams VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET last_seq = excluded.last_seq, last_track_id = max(last_track_id, excluded.last_track_id)")
        .Bind(stream.Stream).Bind(stream.LastSeq).Bind(stream.LastTrackId).Run();

    /// <summary>Keeps the last message of an event until that has ended. Whoever reads a file reads it again: its events are not ended for it.</summary>
    /// <param name="numbered">The message.</param>
    /// <param name="body">Gives its JSON.</param>
    public void NoteOpen(PhraseEvent numbered, Func<byte[]> body)
    {
        if (numbered.Stream.Kind == SourceKind.File)
        {
            return;
        }

        var eventId = $"{numbered.EventId}";
        if (numbered.Type == EventType.End)
        {
            database.Statement("DELETE FROM started WHERE event_id = ?").Bind(eventId).Run();
            database.Statement("DELETE FROM open_events WHERE event_id = ?").Bind(eventId).Run();
            return;
        }

        database.Statement("INSERT INTO open_events (event_id, stream, payload) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET payload = excluded.payload")
            .Bind(eventId).Bind(numbered.Stream.StreamId).Bind(body().AsSpan()).Run();
    }

    /// <summary>Notes an event whose messages were lost with a damaged file.</summary>
    public void AddSalvaged(string eventId, string stream, byte[] payload) =>
        database.Statement("INSERT OR IGNORE INTO open_events (event_id, stream, salvaged, payload) VALUES (?, ?, 1, ?)").Bind(eventId).Bind(stream).Bind(payload.AsSpan()).Run();

    /// <summary>A receiver knows that an event has begun.</summary>
    public void NoteStarted(string eventId, string receiver) =>
        database.Statement("INSERT OR IGNORE INTO started SELECT event_id, ? FROM open_events WHERE event_id = ?").Bind(receiver).Bind(eventId).Run();

    /// <summary>Whether a receiver was told the start of an open event, or will be.</summary>
    public bool Knows(string receiver, OutboxOpenEvent open) =>
        !open.Salvaged || database.Statement("SELECT 1 FROM started WHERE event_id = ? AND receiver = ?").Bind(open.EventId).Bind(receiver).Number() > 0;

    public List<OutboxOpenEvent> OpenEvents() => database.Statement("SELECT event_id, salvaged, payload FROM open_events ORDER BY event_id")
        .List(static row => new OutboxOpenEvent(row.Text(0), row.Long(1) > 0, row.Utf8(2)));

    /// <summary>All events that were open are ended, or cannot be.</summary>
    public void ClearOpen() => database.Execute("DELETE FROM started; DELETE FROM open_events");
}
