namespace Glip.Sinks;

/// <summary>What waits in an outbox.</summary>
/// <param name="Rows">Messages.</param>
/// <param name="Bytes">Bytes of their payload.</param>
/// <param name="Oldest">When the oldest was stored; null when none waits.</param>
public sealed record OutboxTotals(long Rows, long Bytes, DateTimeOffset? Oldest)
{
    public static OutboxTotals Empty { get; } = new(0, 0, null);
}
