using System.Collections.Concurrent;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>The tables of an outbox: numbers, rows and open events. Its methods are called inside transactions of its database.</summary>
internal sealed class OutboxStore : IDisposable
{
    private readonly OutboxOptions _options;
    private readonly ConcurrentDictionary<string, long> _rowsOf = new(StringComparer.Ordinal);
    private readonly List<(string Stream, long Rows, long Bytes)> _added = []; // in the present transaction

    public OutboxStore(SqliteDatabase database, OutboxOptions options)
    {
        Database = database;
        _options = options;
        foreach (var (stream, rows, bytes) in database.Statement("SELECT stream, count(*), sum(bytes) FROM outbox GROUP BY stream").List(static row => (row.Text(0), row.Long(1), row.Long(2))))
        {
            Count(stream, rows, bytes);
        }
    }

    public SqliteDatabase Database { get; }

    /// <summary>Rows, and bytes of their payload.</summary>
    public long Rows { get; private set; }

    /// <inheritdoc cref="Rows"/>
    public long Bytes { get; private set; }

    /// <summary>Called with what is discarded.</summary>
    public Action<OutboxDrop>? Dropped { get; set; }

    public DateTimeOffset? Oldest =>
        Database.Statement("SELECT created_at_ms FROM outbox ORDER BY position LIMIT 1").First<DateTimeOffset?>(static row => Time(row.Long(0)), null);

    public long LastPosition => Database.Statement("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").Number();

    /// <summary>Rows of a stream. Safe for use by several threads.</summary>
    public long RowsOf(string stream) => _rowsOf.GetValueOrDefault(stream);

    /// <summary>Does all of it or, when it throws, nothing.</summary>
    public void InTransaction(Action action)
    {
        _added.Clear();
        try
        {
            Database.InTransaction(action);
        }
        catch
        {
            foreach (var (stream, rows, bytes) in _added)
            {
                Count(stream, -rows, -bytes);
            }

            throw;
        }
    }

    /// <summary>Gives the message its number and stores it, or, when there was no room to wait for this, only notes that the number was discarded.</summary>
    /// <returns>The message with its number.</returns>
    public PhraseEvent Append(PhraseEvent phraseEvent, bool discarded, DateTimeOffset now)
    {
        var stream = phraseEvent.Stream.StreamId;
        var (lastSeq, skipped) = Numbers(stream);
        var numbered = phraseEvent with { Seq = lastSeq + 1 };
        var type = EventJson.Name(numbered.Type);
        var body = EventJson.Write(numbered, now, _options.SnapshotTopic?.Invoke(stream, numbered.Leading.Sought.Phrase.Slug));
        SetNumbers(stream, numbered.Seq, discarded ? skipped + 1 : 0, numbered.TrackId, numbered.PromptVersion);
        if (discarded)
        {
            Dropped?.Invoke(new(stream, type, OutboxDrop.Full));
        }
        else
        {
            Insert(new Row(stream, numbered.Seq, $"{numbered.EventId}", type, body, skipped), now);
        }

        NoteOpen(numbered, body);
        return numbered;
    }

    /// <summary>Ends every event that is open, as nobody is left who would.</summary>
    public void EndInterrupted(DateTimeOffset now)
    {
        foreach (var (eventId, stream, last) in Database.Statement("SELECT event_id, stream, payload FROM open_events ORDER BY event_id").List(static row => (row.Text(0), row.Text(1), row.Utf8(2))))
        {
            var (lastSeq, skipped) = Numbers(stream);
            Database.Statement("UPDATE streams SET last_seq = ?, skipped = 0 WHERE stream = ?").Bind(lastSeq + 1).Bind(stream).Run();
            Insert(new Row(stream, lastSeq + 1, eventId, "end", InterruptedEnd.Write(last, lastSeq + 1), skipped), now);
        }

        Database.Statement("DELETE FROM open_events").Run();
    }

    /// <summary>Rows behind a position, in the order of sending. Each is noted as handed out once more when <paramref name="mark"/> is set.</summary>
    public List<OutboxMessage> Next(long position, int most, bool mark)
    {
        var messages = Database.Statement(
            "SELECT position, stream, seq, event_id, type, topic, skipped, attempts, created_at_ms, payload FROM outbox WHERE position > ? ORDER BY position LIMIT ?")
            .Bind(position).Bind(most).List(Read);
        foreach (var message in mark ? messages : [])
        {
            AddAttempts(message.Position, 1);
        }

        return messages;
    }

    /// <summary>Notes that a row was handed out more often, or less.</summary>
    public void AddAttempts(long position, long attempts) => Database.Statement("UPDATE outbox SET attempts = attempts + ? WHERE position = ?").Bind(attempts).Bind(position).Run();

    /// <summary>The receiver has it.</summary>
    public void Acknowledge(OutboxMessage message)
    {
        if (message.Type == "start")
        {
            Database.Statement("UPDATE open_events SET started = 1 WHERE event_id = ?").Bind(message.EventId).Run();
        }

        Remove(message.Position);
    }

    /// <summary>Takes a row away, if it is there, and says nothing.</summary>
    public void Remove(long position)
    {
        var (stream, bytes) = Database.Statement("SELECT stream, bytes FROM outbox WHERE position = ?").Bind(position).First(static row => (row.Text(0), row.Long(1)), (string.Empty, 0));
        if (bytes > 0)
        {
            Database.Statement("DELETE FROM outbox WHERE position = ?").Bind(position).Run();
            Add(stream, -1, -bytes);
        }
    }

    /// <summary>Takes a row away and tells the next message of its stream, if its reader can still be told.</summary>
    /// <param name="position">Place of the row.</param>
    /// <param name="reason">Why, for those who count.</param>
    /// <param name="attemptsOfNext">How often the next message may have been handed out without having been sent.</param>
    public void Discard(long position, string reason, long attemptsOfNext = 0)
    {
        if (Database.Statement("SELECT stream, seq, skipped, type FROM outbox WHERE position = ?").Bind(position)
            .First<(string Stream, long Seq, long Skipped, string Type)?>(static row => (row.Text(0), row.Long(1), row.Long(2), row.Text(3)), null) is not { } discarded)
        {
            return;
        }

        PassOn(discarded.Stream, discarded.Seq, discarded.Skipped + 1, attemptsOfNext);
        Remove(position);
        Dropped?.Invoke(new(discarded.Stream, discarded.Type, reason));
    }

    public void Dispose() => Database.Dispose();

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private OutboxMessage Read(SqliteStatement row) => new()
    {
        Position = row.Long(0),
        Stream = row.Text(1),
        Seq = row.Long(2),
        EventId = row.Text(3),
        Type = row.Text(4),
        Topic = row.Text(5),
        Skipped = row.Long(6),
        Attempts = row.Long(7) + 1,
        CreatedAt = Time(row.Long(8)),
        Body = row.Utf8(9),
        Expiry = _options.Expiry,
    };

    private (long LastSeq, long Skipped) Numbers(string stream) =>
        Database.Statement("SELECT last_seq, skipped FROM streams WHERE stream = ?").Bind(stream).First(static row => (row.Long(0), row.Long(1)), (0, 0));

    private void SetNumbers(string stream, long lastSeq, long skipped, long trackId, int promptVersion) => Database.Statement(
        """
        INSERT INTO streams (stream, last_seq, last_track_id, skipped, prompt_version) VALUES (?, ?, ?, ?, ?) ON CONFLICT (stream) DO UPDATE SET
        last_seq = excluded.last_seq, last_track_id = max(last_track_id, excluded.last_track_id), skipped = excluded.skipped, prompt_version = excluded.prompt_version
        """).Bind(stream).Bind(lastSeq).Bind(trackId).Bind(skipped).Bind(promptVersion).Run();

    private void Insert(Row row, DateTimeOffset now)
    {
        Database.Statement("INSERT INTO outbox (stream, seq, event_id, type, topic, payload, bytes, skipped, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Bind(row.Stream).Bind(row.Seq).Bind(row.EventId).Bind(row.Type).Bind(_options.Topic(row.Stream)).Bind(row.Body.AsSpan()).Bind(row.Body.Length).Bind(row.Skipped)
            .Bind(now.ToUnixTimeMilliseconds()).Run();
        Add(row.Stream, 1, row.Body.Length);
    }

    private void NoteOpen(PhraseEvent phraseEvent, byte[] body)
    {
        if (phraseEvent.Type == EventType.End)
        {
            Database.Statement("DELETE FROM open_events WHERE event_id = ?").Bind($"{phraseEvent.EventId}").Run();
            return;
        }

        Database.Statement("INSERT INTO open_events (event_id, stream, started, payload) VALUES (?, ?, 0, ?) ON CONFLICT (event_id) DO UPDATE SET payload = excluded.payload")
            .Bind($"{phraseEvent.EventId}").Bind(phraseEvent.Stream.StreamId).Bind(body.AsSpan()).Run();
    }

    /// <summary>
    /// The next message takes over what was discarded directly before it. When that one was sent before, its reader knows it without, and repeats say the same:
    /// then nothing is passed on.
    /// </summary>
    private void PassOn(string stream, long seq, long count, long attemptsOfNext)
    {
        var (position, before, attempts) = Database.Statement("SELECT position, seq - skipped - 1, attempts FROM outbox WHERE stream = ? AND seq > ? ORDER BY seq LIMIT 1")
            .Bind(stream).Bind(seq).First(static row => (row.Long(0), row.Long(1), row.Long(2)), (0, 0, 0));
        var (lastSeq, skipped) = Numbers(stream);
        if (position > 0 && before == seq && attempts <= attemptsOfNext)
        {
            Database.Statement("UPDATE outbox SET skipped = skipped + ? WHERE position = ?").Bind(count).Bind(position).Run();
        }
        else if (position == 0 && lastSeq - skipped == seq)
        {
            Database.Statement("UPDATE streams SET skipped = skipped + ? WHERE stream = ?").Bind(count).Bind(stream).Run();
        }
    }

    /// <summary>Counts rows that came or went in the present transaction.</summary>
    public void Add(string stream, long rows, long bytes)
    {
        _added.Add((stream, rows, bytes));
        Count(stream, rows, bytes);
    }

    private void Count(string stream, long rows, long bytes)
    {
        _rowsOf.AddOrUpdate(stream, rows, (_, present) => present + rows);
        (Rows, Bytes) = (Rows + rows, Bytes + bytes);
    }

    private readonly record struct Row(string Stream, long Seq, string EventId, string Type, byte[] Body, long Skipped);
}
