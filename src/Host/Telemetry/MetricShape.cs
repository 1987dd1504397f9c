using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace Glip.Host;

/// <summary>How the measurements of an instrument become a metric.</summary>
/// <param name="Kind">What the values mean.</param>
/// <param name="Adds">Whether a measurement is added to the value; otherwise it takes its place.</param>
/// <param name="IsObserved">Whether the instrument is asked at each collection, so that what it no longer tells is gone.</param>
internal readonly record struct MetricShape(MetricKind Kind, bool Adds, bool IsObserved)
{
    private static readonly FrozenDictionary<Type, MetricShape> s_shapes = new Dictionary<Type, MetricShape>
    {
        [typeof(Counter<>)] = new(MetricKind.Counter, Adds: true, IsObserved: false),
        [typeof(UpDownCounter<>)] = new(MetricKind.Gauge, Adds: true, IsObserved: false),
        [typeof(Gauge<>)] = new(MetricKind.Gauge, Adds: false, IsObserved: false),
        [typeof(Histogram<>)] = new(MetricKind.Histogram, Adds: true, IsObserved: false),
        [typeof(ObservableCounter<>)] = new(MetricKind.Counter, Adds: false, IsObserved: true),
        [typeof(ObservableUpDownCounter<>)] = new(MetricKind.Gauge, Adds: false, IsObserved: true),
        [typeof(ObservableGauge<>)] = new(MetricKind.Gauge, Adds: false, IsObserved: true),
    }.ToFrozenDictionary();

    public static MetricShape Of(Instrument instrument) => s_shapes[instrument.GetType().GetGenericTypeDefinition()];
}
