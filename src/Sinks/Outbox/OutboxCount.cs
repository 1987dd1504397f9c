using System.Collections.Concurrent;

namespace Glip.Sinks;

/// <summary>How much waits for a receiver; what a transaction changes can be taken back.</summary>
internal sealed class OutboxCount
{
    private readonly ConcurrentDictionary<string, long> _rowsOf = new(StringComparer.Ordinal);
    private readonly List<(string Stream, long Rows, long Bytes)> _changes = []; // in the present transaction

    public OutboxCount(IEnumerable<(string Stream, long Rows, long Bytes)> stored)
    {
        foreach (var (stream, rows, bytes) in stored)
        {
            Add(stream, rows, bytes);
        }
    }

    /// <summary>Rows, and bytes of their payload.</summary>
    public long Rows { get; private set; }

    /// <inheritdoc cref="Rows"/>
    public long Bytes { get; private set; }

    /// <summary>Rows of a stream. Safe for use by several threads.</summary>
    public long Of(string stream) => _rowsOf.GetValueOrDefault(stream);

    public void Begin() => _changes.Clear();

    /// <summary>Counts rows that came or went in the present transaction.</summary>
    public void Add(string stream, long rows, long bytes)
    {
        _changes.Add((stream, rows, bytes));
        Count(stream, rows, bytes);
    }

    public void TakeBack()
    {
        _changes.ForEach(change => Count(change.Stream, -change.Rows, -change.Bytes));
        _changes.Clear();
    }

    private void Count(string stream, long rows, long bytes)
    {
        _rowsOf.AddOrUpdate(stream, rows, (_, present) => present + rows);
        (Rows, Bytes) = (Rows + rows, Bytes + bytes);
    }
}
