using System.Diagnostics.Metrics;
using Glip.Core;

namespace Glip.Host;

/// <summary>Collects the times of the pipeline's stages while it listens.</summary>
internal sealed class StageMedians : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, List<double>> _seconds = new(StringComparer.Ordinal);

    public StageMedians()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: StageTimer.MeterName, Name: StageTimer.InstrumentName })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Add((string)tags[0].Value!, seconds));
        _listener.Start();
    }

    public void Clear() => _seconds.Clear();

    public double Milliseconds(string stage) => _seconds.TryGetValue(stage, out var seconds) ? Median.Of(seconds) * 1000 : 0;

    public void Dispose() => _listener.Dispose();

    private void Add(string stage, double seconds)
    {
        if (!_seconds.TryGetValue(stage, out var all))
        {
            _seconds[stage] = all = [];
        }

        all.Add(seconds);
    }
}
