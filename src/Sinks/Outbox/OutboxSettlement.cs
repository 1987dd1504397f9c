namespace Glip.Sinks;

/// <summary>What became of a message that was handed out.</summary>
/// <param name="Message">The message.</param>
/// <param name="Removes">Whether it is not to be sent any more.</param>
/// <param name="Write">Notes it.</param>
internal readonly record struct OutboxSettlement(OutboxMessage Message, bool Removes, Action<OutboxStore> Write)
{
    public static OutboxSettlement Acknowledged(OutboxMessage message) => new(message, true, store => store.Acknowledge(message));

    /// <inheritdoc cref="OutboxRows.Discard"/>
    public static OutboxSettlement SetAside(OutboxMessage message, string reason, long attemptsOfNext) =>
        new(message, true, store => store[message.Receiver].Discard(message.Position, reason, attemptsOfNext));

    public static OutboxSettlement HandedOutAgain(OutboxMessage message) => new(message, false, store => store[message.Receiver].AddAttempts(message.Position, 1));

    public static OutboxSettlement NeverSent(OutboxMessage message) => new(message, false, store => store[message.Receiver].AddAttempts(message.Position, -1));
}
