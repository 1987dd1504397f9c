using System.Diagnostics.Metrics;
using Glip.Core;
using Glip.Host;

namespace Glip.EndToEnd.Tests;

public sealed class MetricsRegistryTests : IDisposable
{
    private readonly Meter _meter = new(StageTimer.MeterName);
    private readonly MetricsRegistry _registry = new();

    [Fact]
    public void Collect_CounterOfTheMeter_IsAddedUpPerTags()
    {
        var counter = _meter.CreateCounter<long>("test_frames");
        counter.Add(2, Tag("stream", "a"));
        counter.Add(3, Tag("stream", "a"));
        counter.Add(1, Tag("stream", "b"));

        Assert.Equal((5, 1), (Read().Value("test_frames_total", "stream=\"a\""), Read().Value("test_frames_total", "stream=\"b\"")));
    }

    [Fact]
    public void Collect_TagsInAnotherOrder_AreTheSameSeries()
    {
        var counter = _meter.CreateCounter<int>("test_order");
        counter.Add(1, Tag("stream", "a"), Tag("reason", "old"));
        counter.Add(1, Tag("reason", "old"), Tag("stream", "a"));

        Assert.Equal(2, Read().Value("test_order_total", "reason=\"old\",stream=\"a\""));
    }

    [Fact]
    public void Collect_ValuesThatGoUpAndDown_AreGauges()
    {
        var tracks = _meter.CreateUpDownCounter<short>("test_tracks");
        tracks.Add(5);
        tracks.Add(-3);
        var level = _meter.CreateGauge<float>("test_level");
        level.Record(7);
        level.Record(0.5f);

        Assert.Equal((2, 0.5), (Read().Value("test_tracks"), Read().Value("test_level")));
        Assert.Equal(("gauge", "gauge"), (Read().Type("test_tracks"), Read().Type("test_level")));
    }

    [Fact]
    public void Collect_ObservedValue_IsThatOfNow()
    {
        var streams = new List<string> { "a", "b" };
        _meter.CreateObservableGauge("test_depth", () => streams.Select(stream => new Measurement<int>(stream.Length, Tag("stream", stream))));
        _meter.CreateObservableCounter("test_work", () => 2.5m);
        Read();
        streams.Remove("a");

        var text = Read();
        Assert.Equal(["stream=\"b\""], text.Samples.Where(sample => sample.Name == "test_depth").Select(sample => sample.Labels));
        Assert.Equal(2.5, text.Value("test_work_total"));
    }

    [Fact]
    public void Collect_Seconds_FallIntoBucketsUpToAMinute()
    {
        var histogram = _meter.CreateHistogram<double>("test_seconds", "s");
        foreach (var seconds in (double[])[0.001, 0.0011, 0.5, 60, 61, double.NaN])
        {
            histogram.Record(seconds);
        }

        var text = Read();
        var bounds = text.Samples.Where(sample => sample.Name == "test_seconds_bucket").Select(sample => sample.Labels[4..^1]);
        Assert.Equal(["0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "30", "60", "+Inf"], bounds);
        Assert.Equal((1, 2, 3, 4), (Bucket("0.001"), Bucket("0.25"), Bucket("30"), Bucket("60")));
        Assert.Equal((5, 121.5021), (text.Value("test_seconds_count"), Math.Round(text.Value("test_seconds_sum"), 6)));

        double Bucket(string bound) => text.Value("test_seconds_bucket", $"le=\"{bound}\"");
    }

    [Fact]
    public void Collect_OtherUnit_FallsIntoBucketsOfBatches()
    {
        _meter.CreateHistogram<int>("test_batch_size").Record(8, Tag("device", "cpu"));

        Assert.Equal(
            [("1", 0), ("2", 0), ("4", 0), ("8", 1), ("16", 1), ("32", 1), ("64", 1), ("+Inf", 1)],
            Read().Samples.Where(sample => sample.Name == "test_batch_size_bucket").Select(sample => (sample.Labels["device=\"cpu\",le=\"".Length..^1], (int)sample.Value)));
    }

    [Fact]
    public void Collect_InstrumentsOfOneName_AddToOneMetric()
    {
        using var other = new Meter(StageTimer.MeterName);
        _meter.CreateCounter<long>("test_shared").Add(1);
        other.CreateCounter<int>("test_shared").Add(1);

        Assert.Equal(2, Read().Value("test_shared_total"));
    }

    [Fact]
    public void Collect_OtherMeter_IsLeftOut()
    {
        using var other = new Meter("test");
        other.CreateCounter<long>("test_other").Add(1);

        Assert.DoesNotContain(Read().Samples, sample => sample.Name == "test_other_total");
    }

    [Fact]
    public void Collect_InstrumentThatFails_LeavesTheOthers()
    {
        _meter.CreateObservableGauge("test_failing", int () => throw new InvalidOperationException("broken"));
        _meter.CreateObservableGauge("test_healthy", () => 1);

        var text = Read();
        Assert.DoesNotContain(text.Samples, sample => sample.Name == "test_failing");
        Assert.Equal(1, text.Value("test_healthy"));
        Assert.True(Read().Value("glip_metrics_faults_total", "kind=\"failed_instrument\"") > 0);
    }

    [Fact]
    public void Collect_SameNameOfAnotherKind_IsLeftOutAndCounted()
    {
        _meter.CreateCounter<long>("test_kind").Add(1);
        _meter.CreateHistogram<double>("test_kind").Record(5);

        Assert.Equal("counter", Read().Type("test_kind_total"));
        Assert.True(Read().Value("glip_metrics_faults_total", "kind=\"other_shape\"") > 0);
    }

    [Fact]
    public void Record_TooManySeries_AreLeftOutAndCounted()
    {
        var counter = _meter.CreateCounter<long>("test_many");
        for (var i = 0; i < MetricFamily.Limit + 5; i++)
        {
            counter.Add(1, Tag("number", i));
        }

        Assert.Equal(MetricFamily.Limit, Lines("test_many_total{"));
        Assert.Contains("glip_metrics_faults_total{kind=\"too_many_series\"}", Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Forget_Stream_DropsItsSeriesInAllMetrics()
    {
        var counter = _meter.CreateCounter<long>("test_forgotten");
        var histogram = _meter.CreateHistogram<double>("test_forgotten_seconds", "s");
        foreach (var stream in (string[])["gone", "here"])
        {
            counter.Add(4, Tag("stream", stream), Tag("reason", "gone"));
            histogram.Record(1, Tag("stream", stream));
        }

        _registry.Forget("stream", "gone");

        Assert.Equal((1, 1), (Lines("test_forgotten_total{"), Lines("test_forgotten_seconds_count{")));
        counter.Add(1, Tag("stream", "gone"), Tag("reason", "gone"));
        Assert.Equal(1, Read().Value("test_forgotten_total", "reason=\"gone\",stream=\"gone\""));
    }

    [Fact]
    public void Record_SeveralThreads_LosesNothing()
    {
        const int each = 50_000;
        var counter = _meter.CreateCounter<long>("test_threads");
        var histogram = _meter.CreateHistogram<double>("test_threads_seconds", "s");
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(Measure)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        var text = Read();
        Assert.Equal(4 * each, text.Value("test_threads_total", "stream=\"a\"") + text.Value("test_threads_total", "stream=\"b\""));
        Assert.Equal((4 * each, 2 * each), (text.Value("test_threads_seconds_count"), text.Value("test_threads_seconds_sum")));

        void Measure()
        {
            for (var i = 0; i < each; i++)
            {
                counter.Add(1, Tag("stream", i % 3 == 0 ? "a" : "b"));
                histogram.Record(0.5);
            }
        }
    }

    [Fact]
    public void Record_KnownSeries_TakesNoMemory()
    {
        var counter = _meter.CreateCounter<long>("test_memory");
        var histogram = _meter.CreateHistogram<double>("test_memory_seconds", "s");
        var (stream, reason) = (Tag("stream", "front_door"), Tag("reason", "too_old"));

        // Other tests listen to the same meter at times, which costs once for each series.
        Assert.Contains(Enumerable.Range(0, 20).Select(_ => Allocated()).ToList(), bytes => bytes == 0);

        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                counter.Add(1, stream, reason);
                histogram.Record(0.1, stream);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    public void Dispose()
    {
        _registry.Dispose();
        _meter.Dispose();
    }

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);

    private ExpositionText Read() => ExpositionText.Parse(Write());

    private string Write() => new PrometheusExporter(_registry).Write();

    private int Lines(string beginning) => Write().Split('\n').Count(line => line.StartsWith(beginning, StringComparison.Ordinal));
}
