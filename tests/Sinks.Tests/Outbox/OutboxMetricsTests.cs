using System.Diagnostics.Metrics;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class OutboxMetricsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, double> _values = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Metrics_OfAnOutbox_TellWhatWaitsAndWhatWent()
    {
        using var listener = Listen();
        var clock = new SetClock(Samples.Now);
        await using var outbox = Outbox.Open(new() { Path = _folder.File("outbox.db"), Receivers = [new("measured") { MaxBytes = 1 }] }, clock, warning => Assert.Fail(warning));
        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1, "metered"), OutboxSamples.Message(EventType.Update, 1, "metered")]);
        clock.Advance(TimeSpan.FromSeconds(5));

        listener.RecordObservableInstruments();

        Assert.Equal(1, _values["glip_outbox_pending measured"]);
        Assert.Equal(outbox.Totals("measured").Bytes, _values["glip_outbox_bytes measured"]);
        Assert.Equal(5, _values["glip_outbox_oldest_age_seconds measured"]);
        Assert.Equal(0, _values["glip_outbox_failing measured"]);
        Assert.Equal(1, _values["glip_outbox_dropped measured metered update full"]);
        Assert.Equal(1, outbox.Pending("measured", "metered"));
    }

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == StageTimer.MeterName && instrument.Name.StartsWith("glip_outbox_", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_values)
        {
            _values[string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => tag.Value)])] = value;
        }
    }
}
