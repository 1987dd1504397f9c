using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>All that is done with an outbox in one transaction: answers are noted, messages stored, room made, and the next messages handed out, for all receivers.</summary>
internal sealed class OutboxTurn(OutboxStorage storage, (List<OutboxWrite> Writes, List<OutboxSettlement> Settlements) work, List<OutboxDelivery> deliveries, DateTimeOffset now)
{
    private readonly List<ImmutableArray<PhraseEvent>> _numbered = [];
    private readonly List<(OutboxDelivery Delivery, List<OutboxMessage> Messages)> _next = [];

    /// <summary>Whether it is time to look for events that ended long ago.</summary>
    public bool Expires { get; init; }

    /// <summary>Does it.</summary>
    public void Run() => storage.Commit(now, Do);

    /// <summary>Tells everyone, now that it is safe.</summary>
    public void Tell()
    {
        _numbered.ForEach(events => events.ToList().ForEach(storage.Note));
        work.Settlements.Where(settlement => settlement.Removes).ToList().ForEach(settlement => storage.Note(settlement.Message));
        foreach (var (write, numbered) in work.Writes.Zip(_numbered))
        {
            write.Complete(numbered);
        }

        _next.ForEach(next => next.Delivery.Add(next.Messages));
    }

    /// <summary>May be run twice, when the first time fails.</summary>
    private void Do()
    {
        _numbered.Clear();
        _next.Clear();
        work.Settlements.ForEach(storage.Settle);
        foreach (var write in work.Writes)
        {
            _numbered.Add([.. write.Events.Select((phraseEvent, i) => storage.Append(phraseEvent, write.Discarded[i], now))]);
        }

        if (Expires)
        {
            storage.Expire(now);
        }

        storage.Fit();
        foreach (var delivery in deliveries)
        {
            if (delivery.Room is > 0 and var room)
            {
                _next.Add((delivery, storage.Next(delivery.Receiver, delivery.Cursor, room)));
            }
        }
    }
}
