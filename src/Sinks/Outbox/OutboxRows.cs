using Glip.Core;

namespace Glip.Sinks;

/// <summary>The messages that wait for one receiver, in the tables of an outbox. Its methods are called inside transactions.</summary>
internal sealed class OutboxRows(SqliteDatabase database, OutboxReceiver receiver, Action<OutboxDrop> dropped)
{
    public OutboxReceiver Receiver => receiver;

    /// <summary>How many there are.</summary>
    public OutboxCount Count { get; } = new(Stored(database, receiver.Name));

    public DateTimeOffset? Oldest => Of("SELECT created_at_ms FROM outbox WHERE receiver = ? ORDER BY position LIMIT 1").First<DateTimeOffset?>(static row => Time(row.Long(0)), null);

    /// <summary>Rows of each stream, and bytes of their payload.</summary>
    public static List<(string Stream, long Rows, long Bytes)> Stored(SqliteDatabase database, string receiver) =>
        database.Statement("SELECT stream, count(*), sum(bytes) FROM outbox WHERE receiver = ? GROUP BY stream").Bind(receiver).List(static row => (row.Text(0), row.Long(1), row.Long(2)));

    /// <summary>A statement whose first parameter is the receiver.</summary>
    public SqliteStatement Of(string sql) => database.Statement(sql).Bind(receiver.Name);

    /// <param name="numbered">The message.</param>
    /// <param name="body">Its JSON.</param>
    /// <param name="follows">Whether its number is the next of its stream: then it tells what was discarded before.</param>
    /// <param name="now">When it is stored.</param>
    public void Insert(PhraseEvent numbered, byte[] body, bool follows, DateTimeOffset now)
    {
        var stream = numbered.Stream.StreamId;
        var skipped = TakeSkipped(stream);
        Of("INSERT INTO outbox (receiver, stream, seq, event_id, type, topic, payload, bytes, skipped, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Bind(stream).Bind(numbered.Seq).Bind($"{numbered.EventId}").Bind(EventJson.Name(numbered.Type)).Bind(receiver.Topic?.Invoke(stream) ?? string.Empty)
            .Bind(body.AsSpan()).Bind(body.Length).Bind(follows ? skipped : 0).Bind(now.ToUnixTimeMilliseconds()).Run();
        Count.Add(stream, 1, body.Length);
    }

    /// <summary>Numbers were given to messages of a stream that the receiver does not get: its next one tells.</summary>
    public void Skip(string stream, long count)
    {
        if (count > 0)
        {
            Of("INSERT INTO skips VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET skipped = skipped + excluded.skipped").Bind(stream).Bind(count).Run();
        }
    }

    /// <summary>Rows behind a position, in the order of sending. Each is noted as handed out once more when <paramref name="mark"/> is set.</summary>
    public List<OutboxMessage> Next(long position, int most, bool mark)
    {
        var messages = Of("SELECT position, stream, seq, event_id, type, topic, skipped, attempts, created_at_ms, payload FROM outbox WHERE receiver = ? AND position > ? ORDER BY position LIMIT ?")
            .Bind(position).Bind(most).List(Read);
        foreach (var message in mark ? messages : [])
        {
            AddAttempts(message.Position, 1);
        }

        return messages;
    }

    /// <summary>Notes that a row was handed out more often, or less.</summary>
    public void AddAttempts(long position, long attempts) => database.Statement("UPDATE outbox SET attempts = attempts + ? WHERE position = ?").Bind(attempts).Bind(position).Run();

    /// <summary>Takes a row away, if it is there, and says nothing.</summary>
    public void Remove(long position)
    {
        var (stream, bytes) = database.Statement("SELECT stream, bytes FROM outbox WHERE position = ?").Bind(position).First(static row => (row.Text(0), row.Long(1)), (string.Empty, 0));
        if (bytes > 0)
        {
            database.Statement("DELETE FROM outbox WHERE position = ?").Bind(position).Run();
            Count.Add(stream, -1, -bytes);
        }
    }

    /// <summary>Takes a row away and tells the next message of its stream, if its reader can still be told.</summary>
    /// <param name="position">Place of the row.</param>
    /// <param name="reason">Why, for those who count.</param>
    /// <param name="attemptsOfNext">How often the next message may have been handed out without having been sent.</param>
    public void Discard(long position, string reason, long attemptsOfNext = 0)
    {
        if (database.Statement("SELECT stream, seq, skipped, type FROM outbox WHERE position = ?").Bind(position)
            .First<(string Stream, long Seq, long Skipped, string Type)?>(static row => (row.Text(0), row.Long(1), row.Long(2), row.Text(3)), null) is not { } discarded)
        {
            return;
        }

        PassOn(position, discarded.Stream, discarded.Seq, discarded.Skipped + 1, attemptsOfNext);
        Remove(position);
        dropped(new(receiver.Name, discarded.Stream, discarded.Type, reason));
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private OutboxMessage Read(SqliteStatement row) => new()
    {
        Receiver = receiver.Name,
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
        Expiry = receiver.Expiry,
    };

    private long Skipped(string stream) => Of("SELECT skipped FROM skips WHERE receiver = ? AND stream = ?").Bind(stream).Number();

    private long TakeSkipped(string stream)
    {
        var skipped = Skipped(stream);
        if (skipped > 0)
        {
            Of("DELETE FROM skips WHERE receiver = ? AND stream = ?").Bind(stream).Run();
        }

        return skipped;
    }

    /// <summary>
    /// The next message takes over what was discarded directly before it. When that one was sent before, its reader knows it without, and repeats say the same:
    /// then nothing is passed on.
    /// </summary>
    private void PassOn(long from, string stream, long seq, long count, long attemptsOfNext)
    {
        var (position, before, attempts) = Of("SELECT position, seq - skipped - 1, attempts FROM outbox WHERE receiver = ? AND stream = ? AND position > ? ORDER BY position LIMIT 1")
            .Bind(stream).Bind(from).First(static row => (row.Long(0), row.Long(1), row.Long(2)), (0, 0, 0));
        if (position > 0 && before == seq && attempts <= attemptsOfNext)
        {
            database.Statement("UPDATE outbox SET skipped = skipped + ? WHERE position = ?").Bind(count).Bind(position).Run();
        }
        else if (position == 0 && database.Statement("SELECT last_seq FROM streams WHERE stream = ?").Bind(stream).Number() - Skipped(stream) == seq)
        {
            Skip(stream, count);
        }
    }
}
