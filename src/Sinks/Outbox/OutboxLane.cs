using System.Collections.Concurrent;

namespace Glip.Sinks;

/// <summary>What an outbox has for one receiver while the program runs. Safe for use by several threads.</summary>
internal sealed class OutboxLane : IDisposable
{
    private readonly OutboxMetrics _metrics;
    private readonly ConcurrentDictionary<string, long> _droppedOf = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private volatile OutboxDelivery? _delivery;
    private volatile OutboxTotals _totals = OutboxTotals.Empty;

    public OutboxLane(OutboxReceiver receiver, Func<bool> failing, TimeProvider clock)
    {
        Receiver = receiver.Name;
        _metrics = new(receiver.Name, () => Totals, failing, clock);
    }

    public string Receiver { get; }

    public OutboxTotals Totals
    {
        get => _totals;
        set => _totals = value;
    }

    /// <summary>The delivery that is on; null before the first.</summary>
    public OutboxDelivery? Delivery => _delivery;

    public long Dropped(string stream) => _droppedOf.GetValueOrDefault(stream);

    /// <summary>Ends the delivery before, and then puts another in its place.</summary>
    public void Begin(OutboxDelivery delivery)
    {
        lock (_lock)
        {
            _delivery?.Dispose();
            _delivery = delivery;
        }
    }

    public void Note(OutboxDrop drop)
    {
        _droppedOf.AddOrUpdate(drop.Stream, drop.Count, (_, present) => present + drop.Count);
        _metrics.Dropped(drop);
    }

    public void Dispose() => _metrics.Dispose();
}
