using Glip.Core;
using Glip.Host;
using Glip.Inference;
using Glip.Sinks;
using Glip.Tracking;

namespace Glip.Bench;

/// <summary>One of many live streams, from a <see cref="SyntheticCamera"/> to events in a file.</summary>
internal sealed class SyntheticStream : IAsyncDisposable
{
    private static readonly Prompt s_prompt = Prompt.Of(["person"], 0.5f, 0.35f);

    private readonly SyntheticCamera _camera;
    private readonly FramePool _pool;
    private readonly StreamPipeline _pipeline;

    public SyntheticStream(DetectionScheduler scheduler, string id, TimeSpan interval, TimeSpan phase, string folder, Delays delays)
    {
        var lane = new LaneOptions { Counters = Counters = new FrameCounters(id), WhenFull = WhenFull.DropOldest };
        var size = scheduler.Detector.Resize.Apply(new ImageSize(640, 480));
        _pool = new FramePool(scheduler.BuffersFor(lane), size.RgbBytes);
        _camera = new SyntheticCamera(id, _pool, size, interval, phase, Counters);
        var stages = new StreamStages
        {
            Source = _camera,
            Counters = Counters,
            Lane = scheduler.Open(lane),
            Judgement = new Judgement(scheduler.Detector.Prepare(s_prompt)),
            Tracker = new OcSortTracker(new TrackerOptions()),
            Events = new EventEngine(new EventStream("bench", id, Media: null, scheduler.Detector.Model), s_prompt, new EventOptions()),
            Sinks = [new(new JsonLinesSink(Path.Combine(folder, $"{id}.jsonl"), TimeProvider.System), WhenFull.DropOldest, Console.Error.WriteLine)],
            WhenFull = WhenFull.DropOldest,
            Requests = new FrameRequests(),
        };
        _pipeline = new StreamPipeline(stages, new StreamNumbers(id, new PromptVersions(id, RunMemory.OfThisRun(), TimeProvider.System))) { Tracked = report => delays.Add(DateTimeOffset.UtcNow - report.Header.ReceivedAt!.Value) };
    }

    public FrameCounters Counters { get; }

    /// <summary>The camera without the pipeline.</summary>
    public async Task GenerateAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var frame in _camera.ReadAsync(stop).ConfigureAwait(false))
            {
                frame.Dispose();
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    public Task RunAsync(StopSignal stop) => _pipeline.RunAsync(stop);

    /// <exception cref="InvalidOperationException">A frame is missing in the accounts, or a buffer in the pool.</exception>
    public async ValueTask DisposeAsync()
    {
        await _pipeline.DisposeAsync().ConfigureAwait(false);
        if (_pool.Rented != 0 || Counters.Received != Counters.Analysed + Counters.Dropped)
        {
            throw new InvalidOperationException($"{_pool.Rented} buffers are missing; {Counters.Received} frames came in, {Counters.Analysed} were analysed, {Counters.Dropped} dropped.");
        }
    }
}
