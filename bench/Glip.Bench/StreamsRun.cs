using System.Diagnostics;
using Glip.Core;
using Glip.Host;
using Glip.Inference;
using Glip.Testing;

namespace Glip.Bench;

/// <summary>Many live streams on a device of constant speed.</summary>
internal sealed class StreamsRun
{
    public const int Streams = 100;
    public const int FramesPerSecond = 5;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1.0 / FramesPerSecond);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(5);

    private readonly Delays _delays = new();

    /// <summary>Cores that the cameras need by themselves.</summary>
    public async Task<double> GenerateAsync(TimeSpan length)
    {
        using var stop = new CancellationTokenSource();
        return await WithStreamsAsync(1, async streams =>
        {
            var running = Task.WhenAll(streams.Select(stream => stream.GenerateAsync(stop.Token)));
            await Task.Delay(s_warmUp, CancellationToken.None).ConfigureAwait(false);
            var (cores, _) = await MeasureAsync(length, []).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
            return cores;
        }).ConfigureAwait(false);
    }

    /// <param name="capacity">Frames that the device can look at, as a multiple of those that come.</param>
    /// <param name="length">How long is measured.</param>
    public Task<StreamsResult> RunAsync(double capacity, TimeSpan length) => WithStreamsAsync(capacity * Streams * FramesPerSecond, async streams =>
    {
        using var stop = new StopSignal();
        var running = Task.WhenAll(streams.Select(stream => stream.RunAsync(stop)));
        await Task.Delay(s_warmUp).ConfigureAwait(false);
        var before = streams.Select(stream => Counts(stream.Counters)).ToArray();
        var memory = new List<MemorySample>();
        _delays.Clear();
        var (cores, measured) = await MeasureAsync(length, memory).ConfigureAwait(false);
        var counts = streams.Select(stream => Counts(stream.Counters)).Zip(before, (now, then) => now - then).ToArray();
        stop.Request();
        await running.ConfigureAwait(false);
        return new StreamsResult(capacity, measured, cores, counts, memory, _delays.Percentile(0.5), _delays.Percentile(0.95));
    });

    private static FrameCounts Counts(FrameCounters counters) => new(counters.Received, counters.Analysed, counters.Dropped);

    private static async Task<(double Cores, TimeSpan Length)> MeasureAsync(TimeSpan length, List<MemorySample> memory)
    {
        var (processor, clock) = (ProcessorTime.OwnSeconds, Stopwatch.StartNew());
        while (clock.Elapsed < length)
        {
            await Task.Delay(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
            memory.Add(new MemorySample(clock.Elapsed, Environment.WorkingSet, GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes));
        }

        var elapsed = clock.Elapsed;
        return ((ProcessorTime.OwnSeconds - processor) / elapsed.TotalSeconds, elapsed);
    }

    private async Task<T> WithStreamsAsync<T>(double framesPerSecond, Func<SyntheticStream[], Task<T>> use)
    {
        using var folder = new TemporaryFolder();
        using var device = new SteadyDevice(framesPerSecond);
        using var metrics = new MetricsRegistry(); // as in the service
        var scheduler = new DetectionScheduler(device, new BatchOptions { MaxBatch = 8 }, TimeProvider.System, Console.Error.WriteLine);
        await using var end = scheduler.ConfigureAwait(false);
        var streams = Enumerable.Range(0, Streams).Select(i => new SyntheticStream(scheduler, $"s{i}", s_interval, s_interval * i / Streams, folder.Path, _delays)).ToArray();
        var result = await use(streams).ConfigureAwait(false);
        foreach (var stream in streams)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }

        return result;
    }
}
