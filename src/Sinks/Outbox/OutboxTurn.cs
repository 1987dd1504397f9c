using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>All that is done with an outbox in one transaction: answers are noted, messages stored, room made, and the next messages handed out.</summary>
internal sealed class OutboxTurn(OutboxStorage storage, (List<OutboxWrite> Writes, List<OutboxSettlement> Settlements) work, OutboxDelivery? delivery, DateTimeOffset now)
{
    private readonly List<ImmutableArray<PhraseEvent>> _numbered = [];
    private List<OutboxMessage> _next = [];

    /// <summary>Events that ended before are discarded; null when nobody looks this time.</summary>
    public DateTimeOffset? EndedBefore { get; init; }

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

        delivery?.Add(_next);
    }

    /// <summary>May be run twice, when the first time fails.</summary>
    private void Do()
    {
        _numbered.Clear();
        work.Settlements.ForEach(storage.Settle);
        foreach (var write in work.Writes)
        {
            _numbered.Add([.. write.Events.Select((phraseEvent, i) => storage.Append(phraseEvent, write.Discarded[i], now))]);
        }

        if (EndedBefore is { } endedBefore)
        {
            storage.Expire(endedBefore);
        }

        storage.Fit();
        _next = delivery is { Room: > 0 and var room } ? storage.Next(delivery.Cursor, room) : [];
    }
}
