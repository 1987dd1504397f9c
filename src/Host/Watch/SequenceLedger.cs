namespace Glip.Host;

/// <summary>Follows the numbers of all streams.</summary>
internal sealed class SequenceLedger
{
    /// <summary>Streams whose numbers are followed; those that come later are shown without.</summary>
    public const int MostStreams = 1000;

    private readonly Dictionary<string, StreamSequence> _streams = new(StringComparer.Ordinal);

    public bool IsFull => _streams.Count >= MostStreams;

    public SequenceFinding Take(string stream, WatchedEvent e)
    {
        if (!_streams.TryGetValue(stream, out var sequence))
        {
            if (IsFull)
            {
                return new(SequenceOrder.Forward, e.Seq, e.Skipped, 0);
            }

            _streams.Add(stream, sequence = new());
        }

        return sequence.Take(e.EventId, e.Seq, e.Skipped);
    }
}
