using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>
/// Turns events from the outbox into messages of Frigate, each with what was told before it. What was sent and not acknowledged comes again and is told
/// again in the same words. Safe for use by several threads.
/// </summary>
/// <param name="labels">Labels of phrases.</param>
internal sealed class FrigateStoredEvents(FrigateLabels labels)
{
    private static readonly Snapshot s_elsewhere = new(null, default);

    private readonly Lock _lock = new();
    private readonly FrigateEvents _events = new(labels);
    private readonly Dictionary<long, FrigateEventMessage> _unsettled = [];

    /// <summary>The message for an event; to be asked for in the order of the outbox.</summary>
    public FrigateEventMessage Message(OutboxMessage stored)
    {
        lock (_lock)
        {
            if (!_unsettled.TryGetValue(stored.Position, out var message))
            {
                var phraseEvent = stored.Event;
                _unsettled[stored.Position] = message = _events.Take(phraseEvent with { Snapshot = phraseEvent.Snapshot ?? s_elsewhere }); // a broker gets a picture of every event
            }

            return message;
        }
    }

    /// <summary>A message does not come again.</summary>
    public void Settle(OutboxMessage stored)
    {
        lock (_lock)
        {
            _unsettled.Remove(stored.Position);
        }
    }
}
