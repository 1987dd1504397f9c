using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Numerics;
using Glip.Core;

namespace Glip.Host;

/// <summary>
/// Collects what the instruments of the program's meter measure, from its creation on. Safe for use by several threads.
/// What goes wrong while measuring is counted in <c>glip_metrics_faults_total</c> and disturbs nothing else.
/// </summary>
internal sealed class MetricsRegistry : IDisposable
{
    private static readonly Meter s_meter = new(StageTimer.MeterName);
    private static readonly Counter<long> s_faults = s_meter.CreateCounter<long>("glip_metrics_faults", null, "Measurements that were left out, by kind of fault.");
    private static readonly KeyValuePair<string, object?> s_tooManySeries = new("kind", "too_many_series");
    private static readonly KeyValuePair<string, object?> s_failedInstrument = new("kind", "failed_instrument");
    private static readonly KeyValuePair<string, object?> s_otherShape = new("kind", "other_shape");

    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly Lock _collecting = new();

    public MetricsRegistry()
    {
        ProcessMetrics.Publish();
        _listener.InstrumentPublished = Listen;
        Listen<byte>();
        Listen<short>();
        Listen<int>();
        Listen<long>();
        Listen<float>();
        Listen<double>();
        Listen<decimal>();
        _listener.Start();
    }

    /// <summary>Asks the observable instruments and shows all metrics, in the order of their names.</summary>
    public void Collect(Action<MetricFamily> show)
    {
        lock (_collecting)
        {
            foreach (var family in _families.Values.Where(family => family.Shape.IsObserved))
            {
                family.Clear();
            }

            Observe();
            foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
            {
                show(family);
            }
        }
    }

    /// <summary>Drops all series with a tag of this value: of a stream that is no more. What is measured for it later begins at 0.</summary>
    public void Forget(string tag, string value)
    {
        foreach (var family in _families.Values)
        {
            family.Forget(tag, value);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name != StageTimer.MeterName)
        {
            return;
        }

        var family = _families.GetOrAdd(MetricLabels.NameOf(instrument.Name), static (_, instrument) => new MetricFamily(instrument), instrument);
        if (family.Shape == MetricShape.Of(instrument))
        {
            listener.EnableMeasurementEvents(instrument, family);
        }
        else
        {
            s_faults.Add(1, s_otherShape);
        }
    }

    private void Listen<T>()
        where T : struct, INumber<T> => _listener.SetMeasurementEventCallback<T>(static (_, measurement, tags, family) =>
        {
            if (!((MetricFamily)family!).Record(double.CreateSaturating(measurement), tags))
            {
                s_faults.Add(1, s_tooManySeries);
            }
        });

    private void Observe()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException e)
        {
            s_faults.Add(e.InnerExceptions.Count, s_failedInstrument);
        }
    }
}
