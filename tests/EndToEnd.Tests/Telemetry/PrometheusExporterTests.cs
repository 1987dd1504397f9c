using System.Diagnostics.Metrics;
using System.Globalization;
using Glip.Core;
using Glip.Host;

namespace Glip.EndToEnd.Tests;

public sealed class PrometheusExporterTests : IDisposable
{
    private readonly Meter _meter = new(StageTimer.MeterName);
    private readonly MetricsRegistry _registry = new();

    [Fact]
    public void Write_AllKindsOfMetrics_IsTheFormatToTheLetter()
    {
        var counter = _meter.CreateCounter<long>("exact_frames", null, "Frames,\nby \"reason\" \\ stream.");
        counter.Add(3, new("stream", "b"), new("reason", "too_old"));
        counter.Add(1, new KeyValuePair<string, object?>("stream", "a\"\\\n"));
        _meter.CreateObservableGauge("exact_depth.1-x", () => new[] { new Measurement<double>(double.PositiveInfinity, Tag("0", 1.5)), new Measurement<double>(-0.25) });
        _meter.CreateHistogram<int>("exact_size").Record(3);

        Assert.Equal(
            """
            # TYPE exact_depth_1_x gauge
            exact_depth_1_x -0.25
            exact_depth_1_x{_0="1.5"} +Inf
            # HELP exact_frames_total Frames,\nby "reason" \\ stream.
            # TYPE exact_frames_total counter
            exact_frames_total{reason="too_old",stream="b"} 3
            exact_frames_total{stream="a\"\\\n"} 1
            # TYPE exact_size histogram
            exact_size_bucket{le="1"} 0
            exact_size_bucket{le="2"} 0
            exact_size_bucket{le="4"} 1
            exact_size_bucket{le="8"} 1
            exact_size_bucket{le="16"} 1
            exact_size_bucket{le="32"} 1
            exact_size_bucket{le="64"} 1
            exact_size_bucket{le="+Inf"} 1
            exact_size_sum 3
            exact_size_count 1

            """,
            string.Concat(Write().Split('\n').Where(line => line.Contains("exact_", StringComparison.Ordinal)).Select(line => line + "\n")));
    }

    [Fact]
    public void Write_InALanguageWithDecimalCommas_WritesPoints()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            _meter.CreateGauge<double>("comma_value").Record(1234.5, Tag("share", 0.5));

            Assert.Equal(1234.5, Read().Value("comma_value", "share=\"0.5\""));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Write_NoMeasurement_LeavesTheMetricOut()
    {
        _meter.CreateCounter<long>("silent_frames");

        Assert.DoesNotContain("silent_frames", Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SecretInALabel_IsHidden()
    {
        _meter.CreateCounter<long>("secret_frames").Add(1, Tag("source", "rtsp://viewer:pa55@10.0.0.4/"));

        Assert.Equal(1, Read().Value("secret_frames_total", "source=\"rtsp://***@10.0.0.4/\""));
    }

    [Fact]
    public void Write_Always_TellsAboutTheProcess()
    {
        var text = Read();

        Assert.Equal(1, text.Value("glip_build_info", $"version=\"{Installation.Version}\""));
        Assert.InRange(text.Value("process_resident_memory_bytes"), 10e6, 100e9);
        Assert.InRange(text.Value("process_cpu_seconds_total"), 0.01, 1e6);
        Assert.InRange(text.Value("process_open_fds"), 3, 100_000);
        Assert.InRange(text.Value("process_threads"), 2, 10_000);
        Assert.InRange(text.Value("dotnet_gc_heap_bytes"), 1e5, 100e9);
        Assert.InRange(text.Value("process_start_time_seconds"), 1.6e9, (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds);
    }

    [Fact]
    public void Write_CountersOfFrames_HaveTheirNames()
    {
        var counters = new FrameCounters("names_of_frames");
        counters.CountReceived();
        counters.CountDropped(DropReason.NoBuffer);

        var text = Read();
        Assert.Equal(1, text.Value("glip_frames_in_total", "stream=\"names_of_frames\""));
        Assert.Equal(1, text.Value("glip_frames_dropped_total", "reason=\"no_buffer\",stream=\"names_of_frames\""));
    }

    public void Dispose()
    {
        _registry.Dispose();
        _meter.Dispose();
    }

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);

    private ExpositionText Read() => ExpositionText.Parse(Write());

    private string Write() => new PrometheusExporter(_registry).Write();
}
