using System.Collections.Concurrent;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// The outbox on the disk and, while that cannot be written, a small one in memory that goes on with its numbers: rows of the file are still sent first,
/// and all is written down when the disk is back. For use by one thread, except where it says otherwise.
/// </summary>
internal sealed class OutboxStorage : IDisposable
{
    private const int MostRowsInMemory = 1000;

    private static readonly TimeSpan s_betweenReplacements = TimeSpan.FromMinutes(1);

    private readonly OutboxOptions _options;
    private readonly Action<string> _warn;
    private readonly Func<string, SqliteDatabase> _openFile;
    private readonly ConcurrentDictionary<string, OutboxStream> _streams = new(StringComparer.Ordinal);
    private readonly HashSet<long> _settledOnDisk = [];
    private readonly List<OutboxDrop> _drops = [];
    private volatile OutboxStore? _disk;
    private volatile OutboxStore? _memory;
    private volatile string? _problem;
    private long _lastPosition;
    private long _endOfDisk;
    private DateTimeOffset _replacedAt;

    /// <exception cref="DatabaseException">Another program uses the file, or it cannot be read.</exception>
    public OutboxStorage(OutboxOptions options, DateTimeOffset now, Action<string> warn, Func<string, SqliteDatabase> openFile)
    {
        _openFile = openFile;
        _options = options;
        _warn = warn;
        try
        {
            _disk = OpenDisk();
        }
        catch (DatabaseException e) when (e.Problem is DatabaseProblem.Full or DatabaseProblem.Damaged)
        {
            Fail(e, now);
        }

        Commit(now, () => Current.EndInterrupted(now));
        OutboxTransfer.Numbers(Current.Database).ForEach(stream => _streams[stream.Stream] = stream);
    }

    /// <summary>Called after a transaction with what was discarded in it.</summary>
    public Action<OutboxDrop>? Dropped { get; set; }

    /// <summary>Why messages are kept in memory, in one line; null when they are not. Safe for use by several threads.</summary>
    public string? Problem => _problem;

    /// <summary>Numbers of the streams. Safe for use by several threads.</summary>
    public IReadOnlyDictionary<string, OutboxStream> Streams => _streams;

    public OutboxTotals Totals => new(
        (_disk?.Rows ?? 0) - _settledOnDisk.Count + (_memory?.Rows ?? 0),
        (_disk?.Bytes ?? 0) + (_memory?.Bytes ?? 0),
        Oldest());

    private OutboxStore Current => (_memory ?? _disk)!;

    /// <summary>Rows of a stream. Safe for use by several threads.</summary>
    public long RowsOf(string stream) => (_disk?.RowsOf(stream) ?? 0) + (_memory?.RowsOf(stream) ?? 0);

    /// <summary>Does all of it or nothing, on the disk or, when that fails, in memory: the action is run again then.</summary>
    public void Commit(DateTimeOffset now, Action action)
    {
        _drops.Clear();
        try
        {
            Current.InTransaction(action);
            _lastPosition = Math.Max(_lastPosition, Current.LastPosition);
        }
        catch (DatabaseException e) when (_memory is null)
        {
            Fail(e, now);
            Commit(now, action);
            return;
        }

        _drops.ForEach(drop => Dropped?.Invoke(drop));
    }

    /// <summary>Gives a message its number, and makes room.</summary>
    public PhraseEvent Append(PhraseEvent phraseEvent, bool discarded, DateTimeOffset now) => Current.Append(phraseEvent, discarded, now);

    public void Fit() => OutboxDiscarding.Fit(Current, _options.MaxBytes, _memory is null ? long.MaxValue : MostRowsInMemory);

    public void Expire(DateTimeOffset endedBefore) => OutboxDiscarding.Expire(Current, endedBefore);

    public void Settle(OutboxSettlement settlement)
    {
        settlement.Write(Current);
        if (settlement.Removes && _memory is not null && settlement.Message.Position <= _endOfDisk)
        {
            _settledOnDisk.Add(settlement.Message.Position);
        }
    }

    /// <summary>Notes what readers know, once a transaction is through.</summary>
    public void Note(PhraseEvent numbered) => _streams.AddOrUpdate(
        numbered.Stream.StreamId,
        stream => new(stream, numbered.Seq, numbered.TrackId, numbered.PromptVersion),
        (_, known) => known with { LastSeq = numbered.Seq, LastTrackId = Math.Max(known.LastTrackId, numbered.TrackId), PromptVersion = numbered.PromptVersion });

    /// <inheritdoc cref="Note(PhraseEvent)"/>
    public void Note(OutboxMessage settled)
    {
        if (_streams.TryGetValue(settled.Stream, out var known) && known.SettledSeq < settled.Seq)
        {
            _streams[settled.Stream] = known with { SettledSeq = settled.Seq };
        }
    }

    /// <summary>Rows behind a position, in the order of sending; first those of the file.</summary>
    public List<OutboxMessage> Next(long position, int most)
    {
        if (_memory is null)
        {
            return _disk!.Next(position, most, mark: true);
        }

        try
        {
            var rows = NextOnDisk(position, most);
            return [.. rows, .. _memory.Next(Math.Max(position, _endOfDisk), most - rows.Count, mark: true)];
        }
        catch (DatabaseException)
        {
            return []; // what is newer may not overtake it
        }
    }

    /// <summary>To be called now and then while there is a problem: writes down what is in memory if the disk can be written again.</summary>
    public void TryRecover(DateTimeOffset now)
    {
        if (_memory is not { } memory)
        {
            return;
        }

        try
        {
            var disk = _disk ??= OpenDisk();
            disk.InTransaction(() => WriteDown(memory, disk));
            _memory = null;
            memory.Dispose();
            _settledOnDisk.Clear();
            _problem = null;
            _warn($"the outbox '{_options.Path}' can be written again; what was kept in memory is in it");
        }
        catch (DatabaseException e)
        {
            Fail(e, now);
        }
    }

    public void Dispose()
    {
        _disk?.Dispose();
        _memory?.Dispose();
    }

    private DateTimeOffset? Oldest()
    {
        try
        {
            return _disk?.Rows > _settledOnDisk.Count ? _disk.Oldest : _memory?.Oldest;
        }
        catch (DatabaseException)
        {
            return null;
        }
    }

    private OutboxStore OpenDisk() => new(_openFile(_options.Path), _options) { Dropped = _drops.Add };

    private List<OutboxMessage> NextOnDisk(long position, int most)
    {
        var rows = new List<OutboxMessage>();
        while (rows.Count < most && position < _endOfDisk && _disk?.Next(position, most - rows.Count, mark: false) is { Count: > 0 } page)
        {
            rows.AddRange(page.Where(row => !_settledOnDisk.Contains(row.Position)));
            position = page[^1].Position;
        }

        return rows;
    }

    private void WriteDown(OutboxStore memory, OutboxStore disk)
    {
        foreach (var position in _settledOnDisk)
        {
            disk.Remove(position);
        }

        OutboxTransfer.SetNumbers(disk, OutboxTransfer.Numbers(memory.Database), static _ => 0, Math.Max(_lastPosition, disk.LastPosition));
        OutboxTransfer.CopySkipped(memory.Database, disk.Database);
        OutboxTransfer.CopyOpenEvents(memory.Database, disk.Database);
        OutboxTransfer.CopyRows(memory, disk);
    }

    private void Fail(DatabaseException e, DateTimeOffset now)
    {
        if (e.Problem == DatabaseProblem.Damaged && now - _replacedAt > s_betweenReplacements)
        {
            _replacedAt = now;
            Replace(e, now);
        }
        else if (_memory is null)
        {
            GoOnInMemory(e.Message);
        }
        else
        {
            _problem = e.Message;
        }
    }

    private void GoOnInMemory(string problem)
    {
        var memory = new OutboxStore(OutboxFile.InMemory(), _options) { Dropped = _drops.Add };
        memory.InTransaction(() => OutboxTransfer.SetNumbers(memory, _streams.Values, static _ => 0, _lastPosition));
        try
        {
            if (_disk is { } disk)
            {
                memory.InTransaction(() =>
                {
                    OutboxTransfer.SetNumbers(memory, OutboxTransfer.Numbers(disk.Database), static _ => 0, Math.Max(_lastPosition, disk.LastPosition));
                    OutboxTransfer.CopySkipped(disk.Database, memory.Database);
                    OutboxTransfer.CopyOpenEvents(disk.Database, memory.Database);
                });
            }
        }
        catch (DatabaseException)
        {
            // The numbers that are known have to do.
        }

        _memory = memory;
        _endOfDisk = memory.LastPosition;
        _problem = problem;
        _warn($"{problem}; until then the last {MostRowsInMemory} messages are kept in memory");
    }

    /// <summary>Puts a new file in the place of a damaged one. Numbers go on where they are known; messages that waited in it are told as discarded.</summary>
    private void Replace(DatabaseException damage, DateTimeOffset now)
    {
        var lost = _disk is { } damaged ? _streams.Values.Select(stream => new OutboxDrop(stream.Stream, "unknown", OutboxDrop.Damaged, damaged.RowsOf(stream.Stream))).Where(drop => drop.Count > 0).ToList() : [];
        _disk?.Dispose();
        _disk = null;
        _settledOnDisk.Clear();
        var salvage = OutboxSalvage.Read(_options.Path);
        var name = SetAside(now);
        _warn($"{damage.Message}; it is now called '{name}', and a new one is begun");
        lost.ForEach(drop => Dropped?.Invoke(drop));
        try
        {
            var disk = OpenDisk();
            disk.InTransaction(() => salvage.Restore(disk, _streams.Values, _lastPosition));
            _disk = disk;
        }
        catch (DatabaseException e)
        {
            Fail(e, now);
        }
    }

    /// <exception cref="UnavailableException">The folder cannot be changed.</exception>
    private string SetAside(DateTimeOffset now)
    {
        try
        {
            return OutboxFile.SetAside(_options.Path, now);
        }
        catch (Exception e) when (OutputFile.IsRefusal(e))
        {
            throw new UnavailableException($"cannot rename the damaged database '{_options.Path}': {e.Message}; expected a folder that can be written", e);
        }
    }
}
