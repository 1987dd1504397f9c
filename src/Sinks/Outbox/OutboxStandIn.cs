namespace Glip.Sinks;

/// <summary>
/// Stands in for the file while that cannot be written: a small store in memory that goes on with its numbers. Rows of the file are still sent first, and all is
/// written down when the disk is back.
/// </summary>
internal sealed class OutboxStandIn : IDisposable
{
    /// <summary>Most rows of a receiver.</summary>
    public const int MostRows = 1000;

    private readonly Dictionary<string, HashSet<long>> _settledOnDisk;
    private readonly long _endOfDisk;

    /// <param name="store">In memory, without anything.</param>
    /// <param name="disk">What it stands in for; null when it could not be opened.</param>
    /// <param name="progress">What to go on from when that cannot even be read.</param>
    /// <param name="lastPosition">Last place that was used.</param>
    public OutboxStandIn(OutboxStore store, OutboxStore? disk, OutboxProgress progress, long lastPosition)
    {
        Store = store;
        _settledOnDisk = store.Rows.ToDictionary(rows => rows.Receiver.Name, _ => new HashSet<long>(), StringComparer.Ordinal);
        store.InTransaction(() => progress.Streams.Values.ToList().ForEach(store.Ledger.Set));
        try
        {
            lastPosition = Math.Max(lastPosition, disk?.LastPosition ?? 0);
            store.InTransaction(() =>
            {
                if (disk is not null)
                {
                    OutboxTransfer.CopyLedger(disk.Database, store.Database);
                }
            });
        }
        catch (DatabaseException)
        {
            // The numbers that are known have to do.
        }

        _endOfDisk = lastPosition;
        store.InTransaction(() => OutboxTransfer.SetLastPosition(store.Database, lastPosition));
    }

    public OutboxStore Store { get; }

    /// <summary>A message is not sent any more.</summary>
    public void Note(OutboxMessage settled)
    {
        if (settled.Position <= _endOfDisk)
        {
            _settledOnDisk[settled.Receiver].Add(settled.Position);
        }
    }

    /// <summary>How many rows of the file are not sent any more.</summary>
    public int SettledOnDisk(string receiver) => _settledOnDisk[receiver].Count;

    /// <summary>The file is gone, and what was settled in it.</summary>
    public void ForgetDisk()
    {
        foreach (var settled in _settledOnDisk.Values)
        {
            settled.Clear();
        }
    }

    /// <summary>Rows behind a position, in the order of sending.</summary>
    public List<OutboxMessage> Next(OutboxStore? disk, string receiver, long position, int most)
    {
        try
        {
            var rows = NextOnDisk(disk, receiver, position, most);
            return [.. rows, .. Store[receiver].Next(Math.Max(position, _endOfDisk), most - rows.Count, mark: true)];
        }
        catch (DatabaseException)
        {
            return []; // what is newer may not overtake it
        }
    }

    /// <summary>Brings the file up to date, in a transaction of it.</summary>
    public void WriteDown(OutboxStore disk, long lastPosition)
    {
        foreach (var (receiver, settled) in _settledOnDisk)
        {
            settled.ToList().ForEach(disk[receiver].Remove);
        }

        OutboxTransfer.CopyLedger(Store.Database, disk.Database);
        OutboxTransfer.CopyRows(Store, disk);
        OutboxTransfer.SetLastPosition(disk.Database, Math.Max(lastPosition, disk.LastPosition));
    }

    public void Dispose() => Store.Dispose();

    private List<OutboxMessage> NextOnDisk(OutboxStore? disk, string receiver, long position, int most)
    {
        var rows = new List<OutboxMessage>();
        while (rows.Count < most && position < _endOfDisk && disk?[receiver].Next(position, most - rows.Count, mark: false) is { Count: > 0 } page)
        {
            rows.AddRange(page.Where(row => !_settledOnDisk[receiver].Contains(row.Position)));
            position = page[^1].Position;
        }

        return rows;
    }
}
