using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>What is done with an outbox, wherever its messages are at present. For use by one thread, except where it says otherwise.</summary>
internal sealed class OutboxStorage : IDisposable
{
    private readonly OutboxProgress _progress = new();
    private readonly OutboxStores _stores;

    /// <exception cref="DatabaseException">Another program uses the file, or it cannot be read.</exception>
    public OutboxStorage(OutboxOptions options, DateTimeOffset now, Action<string> warn, Func<string, SqliteDatabase> openFile)
    {
        _stores = new(options, _progress, now, warn, openFile);
        var opening = new OutboxOpening(options);
        Commit(now, () => opening.Run(_stores.Current, now));
        opening.Warnings.ForEach(warn);
        Interrupted = opening.Interrupted;
        _progress.Read(_stores.Current);
    }

    /// <summary>The ends of events that were open when the program was last killed.</summary>
    public ImmutableArray<PhraseEvent> Interrupted { get; }

    /// <inheritdoc cref="OutboxStores.Dropped"/>
    public Action<OutboxDrop>? Dropped
    {
        set => _stores.Dropped = value;
    }

    /// <inheritdoc cref="OutboxStores.Problem"/>
    public string? Problem => _stores.Problem;

    /// <summary>Numbers of the streams. Safe for use by several threads.</summary>
    public IReadOnlyDictionary<string, OutboxStream> Streams => _progress.Streams;

    /// <summary>Rows of a stream. Safe for use by several threads.</summary>
    public long RowsOf(string receiver, string stream) => (_stores.Disk?[receiver].Count.Of(stream) ?? 0) + (_stores.StandIn?.Store[receiver].Count.Of(stream) ?? 0);

    public OutboxTotals Totals(string receiver)
    {
        var (disk, memory) = (_stores.Disk?[receiver], _stores.StandIn?.Store[receiver]);
        var onDisk = (disk?.Count.Rows ?? 0) - (_stores.StandIn?.SettledOnDisk(receiver) ?? 0);
        return new(onDisk + (memory?.Count.Rows ?? 0), (disk?.Count.Bytes ?? 0) + (memory?.Count.Bytes ?? 0), Oldest(onDisk > 0 ? disk : memory));
    }

    /// <inheritdoc cref="OutboxStores.Commit"/>
    public void Commit(DateTimeOffset now, Action action) => _stores.Commit(now, action);

    /// <inheritdoc cref="OutboxStores.TryRecover"/>
    public void TryRecover(DateTimeOffset now) => _stores.TryRecover(now);

    /// <summary>Gives a message its number and stores it.</summary>
    public PhraseEvent Append(PhraseEvent phraseEvent, bool discarded, DateTimeOffset now) => _stores.Current.Append(phraseEvent, discarded, now);

    /// <summary>Makes room, for each receiver.</summary>
    public void Fit()
    {
        foreach (var rows in _stores.Current.Rows)
        {
            OutboxDiscarding.Fit(rows, _stores.StandIn is null ? long.MaxValue : OutboxStandIn.MostRows);
        }
    }

    /// <summary>Discards what is too old, for each receiver.</summary>
    public void Expire(DateTimeOffset now)
    {
        foreach (var rows in _stores.Current.Rows)
        {
            OutboxDiscarding.Expire(rows, now);
        }
    }

    public void Settle(OutboxSettlement settlement)
    {
        settlement.Write(_stores.Current);
        if (settlement.Removes)
        {
            _stores.StandIn?.Note(settlement.Message);
        }
    }

    /// <summary>Rows of a receiver behind a position, in the order of sending; first those of the file.</summary>
    public List<OutboxMessage> Next(string receiver, long position, int most) =>
        _stores.StandIn is { } standIn ? standIn.Next(_stores.Disk, receiver, position, most) : _stores.Disk![receiver].Next(position, most, mark: true);

    /// <inheritdoc cref="OutboxProgress.Note(PhraseEvent)"/>
    public void Note(PhraseEvent numbered) => _progress.Note(numbered);

    /// <inheritdoc cref="OutboxProgress.Note(OutboxMessage)"/>
    public void Note(OutboxMessage settled) => _progress.Note(settled);

    public void Dispose() => _stores.Dispose();

    private static DateTimeOffset? Oldest(OutboxRows? rows)
    {
        try
        {
            return rows?.Oldest;
        }
        catch (DatabaseException)
        {
            return null;
        }
    }
}
