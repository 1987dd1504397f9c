using System.Globalization;
using System.Text;

namespace Glip.Host;

/// <summary>Writes metrics as Prometheus reads them.</summary>
/// <remarks>Source: Prometheus, "Exposition formats", text-based format 0.0.4.</remarks>
internal sealed class PrometheusExporter(MetricsRegistry registry)
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>All metrics at this moment, sorted by name and labels.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        registry.Collect(family => Write(text, family));
        return text.ToString();
    }

    private static void Write(StringBuilder text, MetricFamily family)
    {
        var all = family.Series();
        if (all.Count == 0)
        {
            return;
        }

        var name = family.Name;
        if (!string.IsNullOrEmpty(family.Help))
        {
            var help = family.Help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n');
        }

        text.Append("# TYPE ").Append(name).Append(' ').Append(TypeOf(family.Shape.Kind)).Append('\n');
        foreach (var series in all)
        {
            Write(text, name, series);
        }
    }

    private static void Write(StringBuilder text, string name, MetricSeries series)
    {
        switch (series)
        {
            case NumberSeries number:
                Write(text, name, series.Labels.Text, number.Value);
                break;
            case HistogramSeries histogram:
                var count = 0L;
                foreach (var bucket in histogram.Buckets())
                {
                    var bound = $"le=\"{Number(bucket.Bound)}\"";
                    count = bucket.Count;
                    Write(text, name + "_bucket", series.Labels.Text.Length == 0 ? bound : $"{series.Labels.Text},{bound}", count);
                }

                Write(text, name + "_sum", series.Labels.Text, histogram.Sum);
                Write(text, name + "_count", series.Labels.Text, count);
                break;
        }
    }

    private static void Write(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        MetricKind.Histogram => "histogram",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
