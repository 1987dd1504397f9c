namespace Glip.Host;

/// <summary>Follows the numbers of one stream: nothing is lost without notice.</summary>
internal sealed class StreamSequence
{
    private const int MostRemembered = 1000; // senders repeat what was not acknowledged: 32 messages

    private readonly Queue<(Guid EventId, long Seq)> _order = new();
    private readonly HashSet<(Guid EventId, long Seq)> _messages = [];
    private readonly Dictionary<Guid, int> _events = [];
    private long? _last;

    /// <summary>Judges the next message. Of the first one nothing is known but what it says itself.</summary>
    public SequenceFinding Take(Guid eventId, long seq, long skipped)
    {
        if (_messages.Contains((eventId, seq)))
        {
            _last = Math.Max(_last!.Value, seq);
            return new(SequenceOrder.Repeat, seq, skipped, 0);
        }

        var order = seq > (_last ?? 0) ? SequenceOrder.Forward : _events.ContainsKey(eventId) ? SequenceOrder.Late : SequenceOrder.Anew;
        var lost = order == SequenceOrder.Forward && _last is { } last ? Math.Max(0, seq - skipped - 1 - last) : 0;
        _last = order == SequenceOrder.Late ? _last : seq;
        Remember(eventId, seq);
        return new(order, seq, skipped, lost);
    }

    private void Remember(Guid eventId, long seq)
    {
        _order.Enqueue((eventId, seq));
        _messages.Add((eventId, seq));
        _events[eventId] = _events.GetValueOrDefault(eventId) + 1;
        if (_order.Count > MostRemembered)
        {
            var oldest = _order.Dequeue();
            _messages.Remove(oldest);
            if (--_events[oldest.EventId] == 0)
            {
                _events.Remove(oldest.EventId);
            }
        }
    }
}
