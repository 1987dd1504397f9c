using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// What waits to be written, while the disk is slow. Nobody waits for room: above the bound messages are discarded in the order of an outbox that is full
/// (see <see cref="OutboxDiscarding"/>), and only their numbers are kept.
/// </summary>
internal sealed class OutboxWriteQueue(int mostMessages)
{
    private List<OutboxWrite> _writes = [];
    private int _messages;

    public void Add(OutboxWrite write)
    {
        _writes.Add(write);
        _messages += write.Events.Length;
        while (_messages > mostMessages
            && (DiscardFirst(type => type == EventType.Update) || DiscardFirst(type => type is not (EventType.Start or EventType.End)) || DiscardEvent()))
        {
        }
    }

    public List<OutboxWrite> TakeAll()
    {
        var taken = _writes;
        (_writes, _messages) = ([], 0);
        return taken;
    }

    private IEnumerable<(OutboxWrite Write, int Index, PhraseEvent Event)> Kept() =>
        from write in _writes
        from index in Enumerable.Range(0, write.Events.Length)
        where !write.Discarded[index]
        select (write, index, write.Events[index]);

    private bool DiscardFirst(Func<EventType, bool> isOfType)
    {
        var first = Kept().FirstOrDefault(kept => isOfType(kept.Event.Type));
        if (first.Write is not null)
        {
            Discard(first.Write, first.Index);
        }

        return first.Write is not null;
    }

    private bool DiscardEvent()
    {
        var ended = Kept().Where(kept => kept.Event.Type == EventType.End).Select(kept => kept.Event.EventId).ToHashSet();
        var start = Kept().FirstOrDefault(kept => kept.Event.Type == EventType.Start && ended.Contains(kept.Event.EventId));
        if (start.Write is null)
        {
            return false;
        }

        foreach (var (write, index, _) in Kept().Where(kept => kept.Event.EventId == start.Event.EventId).ToList())
        {
            Discard(write, index);
        }

        return true;
    }

    private void Discard(OutboxWrite write, int index)
    {
        write.Discarded[index] = true;
        _messages--;
    }
}
