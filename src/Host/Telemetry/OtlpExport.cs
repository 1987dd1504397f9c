using System.Diagnostics.Metrics;
using Glip.Core;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Glip.Host;

/// <summary>
/// Sends the program's metrics to an OpenTelemetry collector, over HTTP with protobuf. A collector that is absent or slow disturbs nothing:
/// sums go on growing here, so that the next message holds everything.
/// </summary>
internal sealed class OtlpExport : IDisposable
{
    private const string MetricsPath = "v1/metrics";

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_timeToStop = TimeSpan.FromSeconds(1);

    private readonly MeterProvider _provider;
    private readonly TimeSpan _timeToStop;

    private OtlpExport(MeterProvider provider, TimeSpan timeToStop) => (_provider, _timeToStop) = (provider, timeToStop);

    /// <summary>Sends every 15 seconds, and once more at the end.</summary>
    /// <param name="endpoint">Address of the collector, such as <c>http://127.0.0.1:4318</c>; <c>/v1/metrics</c> is added.</param>
    /// <param name="instance">Name of this program among others of its kind.</param>
    public static OtlpExport Start(Uri endpoint, string instance) => Start(endpoint, instance, s_interval, s_timeToStop);

    internal static OtlpExport Start(Uri endpoint, string instance, TimeSpan interval, TimeSpan timeToStop)
    {
        ProcessMetrics.Publish();
        var provider = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("glip", serviceVersion: Installation.Version, serviceInstanceId: instance))
            .AddMeter(StageTimer.MeterName)
            .AddView(Buckets)
            .AddOtlpExporter((exporter, reader) =>
            {
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.Endpoint = MetricsAddress(endpoint);
                exporter.TimeoutMilliseconds = (int)s_patience.TotalMilliseconds;
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)interval.TotalMilliseconds;
                reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = (int)s_patience.TotalMilliseconds;
            })
            .Build();
        return new(provider, timeToStop);
    }

    /// <summary>Sends what there is, for one second at most.</summary>
    public void Dispose()
    {
        _provider.Shutdown((int)_timeToStop.TotalMilliseconds);
        _provider.Dispose();
    }

    private static MetricStreamConfiguration? Buckets(Instrument instrument) =>
        MetricShape.Of(instrument).Kind == MetricKind.Histogram ? new ExplicitBucketHistogramConfiguration { Boundaries = HistogramBounds.Of(instrument) } : null;

    private static Uri MetricsAddress(Uri endpoint)
    {
        var text = endpoint.AbsoluteUri.TrimEnd('/');
        return new Uri(text.EndsWith($"/{MetricsPath}", StringComparison.Ordinal) ? text : $"{text}/{MetricsPath}");
    }
}
