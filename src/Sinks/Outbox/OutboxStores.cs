namespace Glip.Sinks;

/// <summary>
/// The store on the disk and, while that cannot be written, the one that stands in for it. A file that cannot be used is replaced. For use by one thread, except
/// where it says otherwise.
/// </summary>
internal sealed class OutboxStores : IDisposable
{
    private static readonly TimeSpan s_betweenReplacements = TimeSpan.FromMinutes(1);

    private readonly OutboxOptions _options;
    private readonly OutboxProgress _progress;
    private readonly Action<string> _warn;
    private readonly Func<string, SqliteDatabase> _openFile;
    private readonly List<OutboxDrop> _drops = [];
    private volatile OutboxStore? _disk;
    private volatile OutboxStandIn? _standIn;
    private volatile string? _problem;
    private long _lastPosition;
    private DateTimeOffset _replacedAt;

    /// <exception cref="DatabaseException">Another program uses the file, or it cannot be read.</exception>
    public OutboxStores(OutboxOptions options, OutboxProgress progress, DateTimeOffset now, Action<string> warn, Func<string, SqliteDatabase> openFile)
    {
        (_options, _progress, _warn, _openFile) = (options, progress, warn, openFile);
        try
        {
            _disk = OpenDisk();
        }
        catch (DatabaseException e) when (e.Problem is DatabaseProblem.Full or DatabaseProblem.Damaged or DatabaseProblem.OtherVersion)
        {
            Fail(e, now);
        }
    }

    /// <summary>Called after a transaction with what was discarded in it.</summary>
    public Action<OutboxDrop>? Dropped { get; set; }

    /// <summary>Why messages are kept in memory, in one line; null when they are not. Safe for use by several threads.</summary>
    public string? Problem => _problem;

    /// <summary>Null when it cannot be opened. Safe for use by several threads.</summary>
    public OutboxStore? Disk => _disk;

    /// <summary>Null while the disk can be written. Safe for use by several threads.</summary>
    public OutboxStandIn? StandIn => _standIn;

    /// <summary>Where new messages go.</summary>
    public OutboxStore Current => (_standIn?.Store ?? _disk)!;

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
        _warn($"{cause.Message}; it is now called '{OutboxFile.SetAside(_options.Path, cause.Problem, now)}', and a new one is begun");
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
}
