using System.Diagnostics.Metrics;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Publishes how much waits for a receiver and what was discarded, for as long as it is not disposed of.</summary>
internal sealed class OutboxMetrics : IDisposable
{
    private static readonly Meter s_meter = new(StageTimer.MeterName);
    private static readonly Counter<long> s_dropped = s_meter.CreateCounter<long>("glip_outbox_dropped", null, "Messages that were discarded before they were sent, by reason.");

    private readonly Meter _meter = new(StageTimer.MeterName);
    private readonly KeyValuePair<string, object?> _sink;

    /// <param name="sink">Name of the receiver.</param>
    /// <param name="totals">What waits at present.</param>
    /// <param name="failing">Whether messages are kept in memory.</param>
    /// <param name="clock">Gives the age of the oldest message.</param>
    public OutboxMetrics(string sink, Func<OutboxTotals> totals, Func<bool> failing, TimeProvider clock)
    {
        _sink = new("sink", sink);
        Gauge("glip_outbox_pending", () => totals().Rows, "Messages that wait to be sent or acknowledged.");
        Gauge("glip_outbox_bytes", () => totals().Bytes, "Bytes of their payload.");
        Gauge("glip_outbox_oldest_age_seconds", () => totals().Oldest is { } oldest ? Math.Max(0, (clock.GetUtcNow() - oldest).TotalSeconds) : 0, "Age of the oldest of them; 0 when none waits.");
        Gauge("glip_outbox_failing", () => failing() ? 1 : 0, "1 while the disk cannot be written and messages are kept in memory.");
    }

    public void Dropped(OutboxDrop drop) => s_dropped.Add(drop.Count, _sink, new("stream", drop.Stream), new("type", drop.Type), new("reason", drop.Reason));

    public void Dispose() => _meter.Dispose();

    private void Gauge(string name, Func<double> value, string description) => _meter.CreateObservableGauge(name, () => new Measurement<double>(value(), _sink), null, description);
}
