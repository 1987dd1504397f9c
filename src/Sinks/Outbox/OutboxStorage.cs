using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// The outbox on the disk and, while that cannot be written, what stands in for it. A file that is damaged is replaced. For use by one thread, except where it
/// says otherwise.
/// </summary>
internal sealed class OutboxStorage : IDisposable
{
    private static readonly TimeSpan s_betweenReplacements = TimeSpan.FromMinutes(1);

    private readonly OutboxOptions _options;
    private readonly Action<string> _warn;
    private readonly Func<string, SqliteDatabase> _openFile;
    private readonly OutboxProgress _progress = new();
    private readonly List<OutboxDrop> _drops = [];
    private volatile OutboxStore? _disk;
    private volatile OutboxStandIn? _standIn;
    private volatile string? _problem;
    private long _lastPosition;
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
        catch (DatabaseException e) when (e.Problem is DatabaseProblem.Full or DatabaseProblem.Damaged or DatabaseProblem.OtherVersion)
        {
            Fail(e, now);
        }

        var opening = new OutboxOpening(options);
        Commit(now, () => opening.Run(Current, now));
        opening.Warnings.ForEach(warn);
        Interrupted = opening.Interrupted;
        _progress.Read(Current);
    }

    /// <summary>The ends of events that were open when the program was last killed.</summary>
    public ImmutableArray<PhraseEvent> Interrupted { get; }

    /// <summary>Called after a transaction with what was discarded in it.</summary>
    public Action<OutboxDrop>? Dropped { get; set; }

    /// <summary>Why messages are kept in memory, in one line; null when they are not. Safe for use by several threads.</summary>
    public string? Problem => _problem;

    /// <summary>Numbers of the streams. Safe for use by several threads.</summary>
    public IReadOnlyDictionary<string, OutboxStream> Streams => _progress.Streams;

    private OutboxStore Current => (_standIn?.Store ?? _disk)!;

    /// <summary>Rows of a stream. Safe for use by several threads.</summary>
    public long RowsOf(string receiver, string stream) => (_disk?[receiver].Count.Of(stream) ?? 0) + (_standIn?.Store[receiver].Count.Of(stream) ?? 0);

    public OutboxTotals Totals(string receiver)
    {
        var (disk, memory) = (_disk?[receiver], _standIn?.Store[receiver]);
        var onDisk = (disk?.Count.Rows ?? 0) - (_standIn?.SettledOnDisk(receiver) ?? 0);
        return new(onDisk + (memory?.Count.Rows ?? 0), (disk?.Count.Bytes ?? 0) + (memory?.Count.Bytes ?? 0), Oldest(onDisk > 0 ? disk : memory));
    }

    /// <summary>Does all of it or nothing, on the disk or, when that fails, in memory: the action is run again then.</summary>
    public void Commit(DateTimeOffset now, Action action)
    {
        _drops.Clear();
        try
        {
            Current.InTransaction(action);
            _lastPosition = Math.Max(_lastPosition, Current.LastPosition);
        }
        catch (DatabaseException e) when (_standIn is null)
        {
            Fail(e, now);
            Commit(now, action);
            return;
        }

        _drops.ForEach(drop => Dropped?.Invoke(drop));
    }

    /// <summary>Gives a message its number and stores it.</summary>
    public PhraseEvent Append(PhraseEvent phraseEvent, bool discarded, DateTimeOffset now) => Current.Append(phraseEvent, discarded, now);

    /// <summary>Makes room, for each receiver.</summary>
    public void Fit()
    {
        foreach (var rows in Current.Rows)
        {
            OutboxDiscarding.Fit(rows, _standIn is null ? long.MaxValue : OutboxStandIn.MostRows);
        }
    }

    public void Expire(DateTimeOffset now)
    {
        foreach (var rows in Current.Rows)
        {
            OutboxDiscarding.Expire(rows, now);
        }
    }

    public void Settle(OutboxSettlement settlement)
    {
        settlement.Write(Current);
        if (settlement.Removes)
        {
            _standIn?.Note(settlement.Message);
        }
    }

    /// <summary>Notes what a transaction did, once it is through.</summary>
    public void Note(PhraseEvent numbered) => _progress.Note(numbered);

    /// <inheritdoc cref="Note(PhraseEvent)"/>
    public void Note(OutboxMessage settled) => _progress.Note(settled);

    /// <summary>Rows of a receiver behind a position, in the order of sending; first those of the file.</summary>
    public List<OutboxMessage> Next(string receiver, long position, int most) =>
        _standIn is { } standIn ? standIn.Next(_disk, receiver, position, most) : _disk![receiver].Next(position, most, mark: true);

    /// <summary>To be called now and then while there is a problem: writes down what is in memory if the disk can be written again.</summary>
    public void TryRecover(DateTimeOffset now)
    {
        if (_standIn is not { } standIn)
        {
            return;
        }

        try
        {
            var disk = _disk ??= OpenDisk();
            disk.InTransaction(() => standIn.WriteDown(disk, _lastPosition));
            _standIn = null;
            standIn.Dispose();
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
        _standIn?.Dispose();
    }

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

    private OutboxStore OpenDisk() => new(_openFile(_options.Path), _options.Receivers, _drops.Add);

    private void Fail(DatabaseException e, DateTimeOffset now)
    {
        if (e.Problem is DatabaseProblem.Damaged or DatabaseProblem.OtherVersion && now - _replacedAt > s_betweenReplacements)
        {
            _replacedAt = now;
            Replace(e, now);
        }
        else if (_standIn is null)
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
        _standIn = new(new OutboxStore(OutboxFile.InMemory(), _options.Receivers, _drops.Add), _disk, _progress, _lastPosition);
        _problem = problem;
        _warn($"{problem}; until then the last {OutboxStandIn.MostRows} messages are kept in memory");
    }

    /// <summary>Puts a new file in the place of one that cannot be used. Numbers go on where they are known; messages that waited in it are told as discarded.</summary>
    private void Replace(DatabaseException cause, DateTimeOffset now)
    {
        var lost = Lost();
        _disk?.Dispose();
        _disk = null;
        _standIn?.ForgetDisk();
        var salvage = OutboxSalvage.Read(_options.Path);
        _warn($"{cause.Message}; it is now called '{SetAside(cause.Problem, now)}', and a new one is begun");
        lost.ForEach(drop => Dropped?.Invoke(drop));
        try
        {
            var disk = OpenDisk();
            disk.InTransaction(() => salvage.Restore(disk, _progress, _lastPosition));
            _disk = disk;
        }
        catch (DatabaseException e)
        {
            Fail(e, now);
        }
    }

    private List<OutboxDrop> Lost() =>
    [
        .. from rows in _disk?.Rows ?? []
           from stream in _progress.Streams.Keys
           let count = rows.Count.Of(stream)
           where count > 0
           select new OutboxDrop(rows.Receiver.Name, stream, "unknown", OutboxDrop.Damaged, count),
    ];

    /// <exception cref="UnavailableException">The folder cannot be changed.</exception>
    private string SetAside(DatabaseProblem problem, DateTimeOffset now)
    {
        try
        {
            return OutboxFile.SetAside(_options.Path, problem, now);
        }
        catch (Exception e) when (OutputFile.IsRefusal(e))
        {
            throw new UnavailableException($"cannot rename the database '{_options.Path}', which cannot be used: {e.Message}; expected a folder that can be written", e);
        }
    }
}
