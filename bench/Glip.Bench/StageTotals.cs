using System.Diagnostics.Metrics;
using Glip.Core;

namespace Glip.Bench;

/// <summary>Adds up the time of each stage while it listens.</summary>
internal sealed class StageTotals : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _seconds = new(StringComparer.Ordinal);

    public StageTotals()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: StageTimer.MeterName, Name: StageTimer.InstrumentName })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            lock (_seconds)
            {
                var stage = (string)tags[0].Value!;
                _seconds[stage] = _seconds.GetValueOrDefault(stage) + seconds;
            }
        });
        _listener.Start();
    }

    public double Seconds(string stage)
    {
        lock (_seconds)
        {
            return _seconds.GetValueOrDefault(stage);
        }
    }

    public void Dispose() => _listener.Dispose();
}
