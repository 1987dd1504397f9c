using System.Collections.Immutable;
using System.Text.Json;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>The database of an outbox: numbers and open events, and the rows of each receiver. Its methods are called inside transactions.</summary>
internal sealed class OutboxStore : IDisposable
{
    private readonly Dictionary<string, OutboxRows> _rows;

    /// <param name="database">With the tables of an outbox.</param>
    /// <param name="receivers">For whom rows are stored.</param>
    /// <param name="dropped">Called with what is discarded.</param>
    public OutboxStore(SqliteDatabase database, ImmutableArray<OutboxReceiver> receivers, Action<OutboxDrop> dropped)
    {
        Database = database;
        Ledger = new(database);
        _rows = receivers.ToDictionary(receiver => receiver.Name, receiver => new OutboxRows(database, receiver, dropped), StringComparer.Ordinal);
        Dropped = dropped;
    }

    public SqliteDatabase Database { get; }

    public OutboxLedger Ledger { get; }

    public IEnumerable<OutboxRows> Rows => _rows.Values;

    public long LastPosition => Database.Statement("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").Number();

    private Action<OutboxDrop> Dropped { get; }

    /// <summary>The rows of a receiver.</summary>
    public OutboxRows this[string receiver] => _rows[receiver];

    /// <summary>Does all of it or, when it throws, nothing.</summary>
    public void InTransaction(Action action)
    {
        try
        {
            foreach (var rows in Rows)
            {
                rows.Count.Begin();
            }

            Database.InTransaction(action);
        }
        catch
        {
            foreach (var rows in Rows)
            {
                rows.Count.TakeBack();
            }

            throw;
        }
    }

    /// <summary>Gives the message its number and stores it for everyone, or, when there was no room to wait for this, only notes that the number was discarded.</summary>
    /// <returns>The message with its number.</returns>
    public PhraseEvent Append(PhraseEvent phraseEvent, bool discarded, DateTimeOffset now) => Append(phraseEvent, now, rows =>
    {
        if (discarded)
        {
            Dropped(new(rows.Receiver.Name, phraseEvent.Stream.StreamId, EventJson.Name(phraseEvent.Type), OutboxDrop.Full));
        }

        return !discarded;
    });

    /// <summary>Ends every event that is open, as nobody is left who would.</summary>
    /// <param name="now">When the ends are stored.</param>
    /// <param name="unreadable">Takes the ids of events that a version of the program noted whose messages this one cannot read.</param>
    /// <returns>The ends with their numbers, in order.</returns>
    public ImmutableArray<PhraseEvent> EndInterrupted(DateTimeOffset now, Action<string> unreadable)
    {
        var ends = ImmutableArray.CreateBuilder<PhraseEvent>();
        foreach (var open in Ledger.OpenEvents())
        {
            if (TryRead(open) is { } last)
            {
                ends.Add(Append(InterruptedEnd.Of(last), now, rows => Ledger.Knows(rows.Receiver.Name, open)));
            }
            else
            {
                unreadable(open.EventId);
            }
        }

        Ledger.ClearOpen();
        return ends.ToImmutable();
    }

    /// <summary>A receiver has a message.</summary>
    public void Acknowledge(OutboxMessage message)
    {
        if (message.Type == "start")
        {
            Ledger.NoteStarted(message.EventId, message.Receiver);
        }

        this[message.Receiver].Remove(message.Position);
    }

    public void Dispose() => Database.Dispose();

    private static PhraseEvent? TryRead(OutboxOpenEvent open)
    {
        try
        {
            return EventJson.Read(open.Payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private PhraseEvent Append(PhraseEvent phraseEvent, DateTimeOffset now, Predicate<OutboxRows> takes)
    {
        var stream = phraseEvent.Stream.StreamId;
        var lastSeq = Ledger.LastSeq(stream);
        var numbered = Ledger.Number(phraseEvent, lastSeq);
        var bodies = new OutboxBodies(numbered, now);
        foreach (var rows in Rows)
        {
            if (takes(rows))
            {
                rows.Insert(numbered, bodies.For(rows.Receiver), numbered.Seq == lastSeq + 1, now);
            }
            else
            {
                rows.Skip(stream, 1);
            }
        }

        Ledger.NoteOpen(numbered, bodies.Any);
        return numbered;
    }
}
