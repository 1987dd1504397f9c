using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>What is done first with an outbox that was found: rows of receivers that went are deleted, events that were left open are ended.</summary>
internal sealed class OutboxOpening(OutboxOptions options)
{
    /// <summary>The ends with their numbers, in order.</summary>
    public ImmutableArray<PhraseEvent> Interrupted { get; private set; } = [];

    /// <summary>A line for each thing that somebody may miss.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>May be run twice, when the first time fails.</summary>
    public void Run(OutboxStore store, DateTimeOffset now)
    {
        Warnings.Clear();
        DeleteStrangers(store);
        Interrupted = store.EndInterrupted(now, eventId => Warnings.Add($"the outbox '{options.Path}' has an open event {eventId} that this version cannot read; it gets no end"));
    }

    private void DeleteStrangers(OutboxStore store)
    {
        var known = options.Receivers.Select(receiver => receiver.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var table in (string[])["outbox", "skips", "started"])
        {
            foreach (var (receiver, rows) in store.Database.Statement($"SELECT receiver, count(*) FROM {table} GROUP BY receiver").List(static row => (row.Text(0), row.Long(1))).Where(found => !known.Contains(found.Item1)))
            {
                store.Database.Statement($"DELETE FROM {table} WHERE receiver = ?").Bind(receiver).Run();
                if (table == "outbox")
                {
                    Warnings.Add($"the outbox '{options.Path}' held {rows} messages for '{receiver}', which is not configured any more; they were deleted");
                }
            }
        }
    }
}
