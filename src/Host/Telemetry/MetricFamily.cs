using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Glip.Host;

/// <summary>One metric with all its series. Safe for use by several threads; a measurement of a known series takes no lock and no memory.</summary>
internal sealed class MetricFamily
{
    /// <summary>Most combinations of tags; measurements with further ones are left out, so that memory has a cap.</summary>
    public const int Limit = 10_000;

    private readonly Lock _changing = new();
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], MetricSeries> _byTags = new(TagComparer.Instance);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], MetricSeries>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _known;
    private readonly Dictionary<string, MetricSeries> _byLabels = new(StringComparer.Ordinal);
    private readonly double[] _bounds;

    /// <param name="instrument">What measures it; other instruments of the same name and shape add to the same metric.</param>
    public MetricFamily(Instrument instrument)
    {
        Shape = MetricShape.Of(instrument);
        Name = NameOf(instrument, Shape.Kind);
        Help = instrument.Description;
        _bounds = HistogramBounds.Of(instrument);
        _known = _byTags.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
    }

    /// <summary>As Prometheus has it: that of a counter ends in <c>_total</c>.</summary>
    public string Name { get; }

    public string? Help { get; }

    public MetricShape Shape { get; }

    /// <summary>Counts a measurement in.</summary>
    /// <returns>False when it was left out because there are too many series.</returns>
    public bool Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!_known.TryGetValue(tags, out var series) && !TryAdd(tags, out series))
        {
            return false;
        }

        series.Record(value);
        return true;
    }

    /// <summary>In the order of their labels.</summary>
    public IReadOnlyList<MetricSeries> Series()
    {
        lock (_changing)
        {
            return [.. _byLabels.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)];
        }
    }

    /// <summary>Drops every series with a tag of this value.</summary>
    public void Forget(string tag, string value) => RemoveWhere(series => series.Labels.Has(tag, value));

    public void Clear() => RemoveWhere(_ => true);

    private static string NameOf(Instrument instrument, MetricKind kind)
    {
        var name = MetricLabels.NameOf(instrument.Name);
        return kind != MetricKind.Counter || name.EndsWith("_total", StringComparison.Ordinal) ? name : name + "_total";
    }

    /// <summary>The same tags in another order are the same series.</summary>
    private bool TryAdd(ReadOnlySpan<KeyValuePair<string, object?>> tags, out MetricSeries series)
    {
        var labels = new MetricLabels(tags);
        lock (_changing)
        {
            if (!_byLabels.TryGetValue(labels.Text, out series!))
            {
                series = Shape.Kind == MetricKind.Histogram ? new HistogramSeries(labels, _bounds) : new NumberSeries(labels, Shape.Adds);
            }

            if (_byTags.Count >= Limit)
            {
                return false;
            }

            _byLabels[labels.Text] = series;
            _byTags[tags.ToArray()] = series;
            return true;
        }
    }

    private void RemoveWhere(Func<MetricSeries, bool> unwanted)
    {
        lock (_changing)
        {
            foreach (var (tags, series) in _byTags.Where(pair => unwanted(pair.Value)))
            {
                _byTags.TryRemove(tags, out _);
                _byLabels.Remove(series.Labels.Text);
            }
        }
    }
}
