using System.Collections.Concurrent;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>How far streams and receivers are, as the program remembers it: outlives a file that is lost. Changed by one thread.</summary>
internal sealed class OutboxProgress
{
    private readonly ConcurrentDictionary<string, OutboxStream> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Receiver, string Stream), long> _settled = [];

    /// <summary>Numbers of the streams. Safe for use by several threads.</summary>
    public IReadOnlyDictionary<string, OutboxStream> Streams => _streams;

    /// <summary>Takes over what a database says.</summary>
    public void Read(OutboxStore store)
    {
        foreach (var stream in store.Database.Statement("SELECT stream, last_seq, last_track_id FROM streams").List(static row => new OutboxStream(row.Text(0), row.Long(1), row.Long(2))))
        {
            _streams[stream.Stream] = stream;
            foreach (var rows in store.Rows)
            {
                _settled[(rows.Receiver.Name, stream.Stream)] = Settled(rows, stream);
            }
        }
    }

    /// <summary>A number was given out.</summary>
    public void Note(PhraseEvent numbered) => _streams.AddOrUpdate(
        numbered.Stream.StreamId,
        stream => new(stream, numbered.Seq, numbered.TrackId),
        (_, known) => known with { LastSeq = numbered.Seq, LastTrackId = Math.Max(known.LastTrackId, numbered.TrackId) });

    /// <summary>A message is not sent any more.</summary>
    public void Note(OutboxMessage settled) => _settled[(settled.Receiver, settled.Stream)] = Math.Max(settled.Seq, _settled.GetValueOrDefault((settled.Receiver, settled.Stream)));

    /// <summary>How many numbers of a stream a receiver would miss if nothing of what waits were sent.</summary>
    public long Unsettled(string receiver, OutboxStream stream) => Math.Max(0, stream.LastSeq - _settled.GetValueOrDefault((receiver, stream.Stream)));

    /// <summary>The receiver has all up to here, or was told that they were discarded.</summary>
    private static long Settled(OutboxRows rows, OutboxStream stream)
    {
        var first = rows.Of("SELECT seq - skipped FROM outbox WHERE receiver = ? AND stream = ? ORDER BY position LIMIT 1").Bind(stream.Stream).Number();
        return first > 0 ? first - 1 : stream.LastSeq - rows.Of("SELECT skipped FROM skips WHERE receiver = ? AND stream = ?").Bind(stream.Stream).Number();
    }
}
