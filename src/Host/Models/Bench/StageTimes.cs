using System.Diagnostics.Metrics;
using Glip.Core;

namespace Glip.Host;

/// <summary>Collects the times of the pipeline's stages while it listens; stages may run at the same time.</summary>
internal sealed class StageTimes : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, List<double>> _seconds = new(StringComparer.Ordinal);

    public StageTimes()
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

    public void Clear()
    {
        lock (_seconds)
        {
            _seconds.Clear();
        }
    }

    /// <summary>Median of a stage, in milliseconds; 0 if it was not seen.</summary>
    public double Milliseconds(string stage) => Median.Of(Of(stage)) * 1000;

    /// <summary>All times of a stage together, in seconds.</summary>
    public double TotalSeconds(string stage) => Of(stage).Sum();

    public void Dispose() => _listener.Dispose();

    private double[] Of(string stage)
    {
        lock (_seconds)
        {
            return [.. _seconds.GetValueOrDefault(stage, [])];
        }
    }

    private void Add(string stage, double seconds)
    {
        lock (_seconds)
        {
            if (!_seconds.TryGetValue(stage, out var all))
            {
                _seconds[stage] = all = [];
            }

            all.Add(seconds);
        }
    }
}
