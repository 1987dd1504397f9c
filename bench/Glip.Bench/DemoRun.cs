using Glip.Core;
using Glip.Host;
using Glip.Inference;
using Glip.Ingest;
using Glip.Sinks;
using Glip.Tracking;

namespace Glip.Bench;

/// <summary>The demo clip through the whole pipeline: events and snapshots to files, no annotated video, as a user indexes footage.</summary>
internal sealed class DemoRun(GlipDetector detector, string clip, string folder)
{
    private static readonly EventStream s_identity = new("bench", "street", new MediaFile("street.mp4", new string('0', 64), new string('0', 32), null), new("nano", new string('0', 64)));

    private readonly Prompt _prompt = Prompt.Of(["person", "car"], 0.5f, 0.35f);

    public PreparedPrompt Prepare() => detector.Prepare(_prompt);

    public Task<FileSource> OpenAsync() => FileSource.OpenAsync(
        new FfmpegProcess(),
        clip,
        new FileSourceOptions { StreamId = "street", Resize = detector.Resize, Buffers = detector.Lanes + 4 },
        CancellationToken.None);

    /// <returns>Frames that were analysed.</returns>
    public async Task<long> RunAsync(StopSignal? stopSignal = null)
    {
        var source = await OpenAsync().ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var scheduler = new DetectionScheduler(detector, new BatchOptions(), TimeProvider.System, Console.Error.WriteLine);
            await using var end = scheduler.ConfigureAwait(false);
            var counters = new FrameCounters("street");
            using var own = new StopSignal();
            SinkQueue[] sinks =
            [
                new(new JsonLinesSink(Path.Combine(folder, "events.jsonl"), TimeProvider.System), WhenFull.Wait, Console.Error.WriteLine),
                new(new SnapshotSink(folder, "snapshots"), WhenFull.Wait, Console.Error.WriteLine),
            ];
            var stages = new StreamStages
            {
                Source = source,
                Counters = counters,
                Lane = scheduler.Open(new LaneOptions { Counters = counters, WhenFull = WhenFull.Wait, Capacity = 2 }),
                Judgement = new Judgement(Prepare()),
                Tracker = new OcSortTracker(new TrackerOptions()),
                Events = new EventEngine(s_identity, _prompt, new EventOptions()),
                Pictures = new BestPictures(new CairoCanvas(), new TurboJpeg(), new SnapshotOptions("snapshots", Draw: true)),
                Sinks = sinks,
                WhenFull = WhenFull.Wait,
                Requests = new FrameRequests(),
            };
            var pipeline = new StreamPipeline(stages, new StreamNumbers("street", new PromptVersions("street", RunMemory.OfThisRun(), TimeProvider.System)));
            var result = await pipeline.RunAsync(stopSignal ?? own).ConfigureAwait(false);
            if (source.Pool.Rented != 0)
            {
                throw new InvalidOperationException($"{source.Pool.Rented} frame buffers were not given back.");
            }

            return result.AnalysedFrames;
        }
    }
}
