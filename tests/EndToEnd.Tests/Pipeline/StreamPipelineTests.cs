using System.Collections.Immutable;
using Glip.Core;
using Glip.Host;
using Glip.Inference;
using Glip.Ingest;
using Glip.Tracking;

namespace Glip.EndToEnd.Tests;

/// <summary>The joints of the pipeline: order, ownership, failures. The source and the detector are made for the faults that real ones seldom have.</summary>
public sealed class StreamPipelineTests
{
    private static readonly Prompt s_prompt = Prompt.Of(["person"], 0.5f, 0.35f);
    private static readonly EventStream s_identity = new("test", "test", new MediaFile("a.mp4", new('0', 64), new('0', 32), null), new("m", new('0', 64)));

    [Fact]
    public async Task Run_LanesFinishInAnyOrder_ReportsLeaveInOrderOfFrames()
    {
        using var detector = new ScriptedDetector(lanes: 4, (index, _) => Thread.SpinWait(index % 4 == 0 ? 2_000_000 : 10));
        var source = new ScriptedSource(frames: 40);

        var (reports, result) = await RunAsync(source, detector);

        Assert.Equal(Enumerable.Range(0, 40).Select(i => (long)i).Append(39), reports.Select(report => report.Header.Index));
        Assert.Equal(40, result.AnalysedFrames);
        Assert.Equal(0, source.Pool.Rented);
    }

    [Fact]
    public async Task Run_SourceFails_EndsEventsAndThrowsTheCause()
    {
        using var detector = new ScriptedDetector(lanes: 2);
        var source = new ScriptedSource(frames: 10, failsWith: new UnavailableException("broken"));
        var sink = new CollectingSink();

        var e = await Assert.ThrowsAsync<UnavailableException>(() => RunAsync(source, detector, sink));

        Assert.Equal("broken", e.Message);
        Assert.Equal([EventType.Start, EventType.End], sink.Reports.SelectMany(report => report.Events).Select(e => e.Type));
        Assert.Equal(0, source.Pool.Rented);
    }

    [Fact]
    public async Task Run_DetectorFails_GivesAllBuffersBackAndThrowsTheCause()
    {
        using var detector = new ScriptedDetector(lanes: 2, (index, _) => ThrowAt(5, index));
        var source = new ScriptedSource(frames: 1000);

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(source, detector));

        Assert.Equal("defect", e.Message);
        Assert.Equal(0, source.Pool.Rented);
    }

    [Fact]
    public async Task Run_StoppedWhileTheDetectorHangs_GivesUpAndStillEndsEvents()
    {
        using var hanging = new ManualResetEventSlim();
        using var stop = new StopSignal { TimeAllowed = TimeSpan.FromSeconds(5) };
        using var detector = new ScriptedDetector(lanes: 1, (index, cancellationToken) =>
        {
            if (index == 6)
            {
                hanging.Set();
                cancellationToken.WaitHandle.WaitOne();
                cancellationToken.ThrowIfCancellationRequested();
            }
        });
        var source = new ScriptedSource(frames: 1000);
        var sink = new CollectingSink();
        var run = RunAsync(source, detector, sink, stop);
        await Task.Run(hanging.Wait);

        stop.Request();
        await run;

        var last = sink.Reports.SelectMany(report => report.Events).Last();
        Assert.Equal((EventType.End, EndReason.Shutdown), (last.Type, last.EndReason));
        Assert.Equal(0, source.Pool.Rented);
    }

    [Fact]
    public async Task Run_SinkFailsForAWhile_OthersGoOnAndLossesAreCounted()
    {
        using var detector = new ScriptedDetector(lanes: 1);
        var (good, bad, warnings) = (new CollectingSink(), new FailingSink(), new List<string>());
        var source = new ScriptedSource(frames: 10);
        await using var scheduler = SchedulerOf(detector);
        using var stop = new StopSignal();
        SinkQueue[] sinks = [new(bad, WhenFull.Wait, warnings.Add), new(good, WhenFull.Wait, warnings.Add)];

        var result = await PipelineOf(source, scheduler, sinks).RunAsync(stop);

        Assert.Equal(2, good.Reports.Sum(report => report.Events.Length));
        Assert.Equal(2, result.LostEvents);
        Assert.Equal("bad: disk full", Assert.Single(warnings));
        Assert.True(bad.Disposed);
    }

    [Fact]
    public async Task Run_StoppedWhileASinkIsBehind_TellsSoAndCountsNothingAsFailed()
    {
        using var detector = new ScriptedDetector(lanes: 1);
        var (stuck, warnings) = (new StuckSink(), new List<string>());
        await using var scheduler = SchedulerOf(detector);
        using var stop = new StopSignal { TimeAllowed = TimeSpan.FromMilliseconds(200) };
        var run = PipelineOf(new ScriptedSource(frames: 1000), scheduler, [new SinkQueue(stuck, WhenFull.Wait, warnings.Add)]).RunAsync(stop);
        await stuck.Stuck;

        stop.Request();

        Assert.Equal(0, (await run).LostEvents);
        Assert.Equal("stuck: was behind when it was stopped; what came last is missing in it", Assert.Single(warnings));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_CameraMotion_StandsInTheHeadersWhenItIsMeasured(bool measured)
    {
        using var detector = new ScriptedDetector(lanes: 1);
        await using var scheduler = SchedulerOf(detector);
        using var stop = new StopSignal();
        var sink = new CollectingSink();

        await PipelineOf(new ScriptedSource(frames: 3), scheduler, [new SinkQueue(sink, WhenFull.Wait, _ => { })], measured ? new CameraMotion() : null).RunAsync(stop);

        Assert.All(sink.Reports, report => Assert.Equal(measured, report.Header.View.HasValue));
    }

    private static void ThrowAt(long bad, long index)
    {
        if (index == bad)
        {
            throw new InvalidOperationException("defect");
        }
    }

    private static async Task<(ImmutableArray<FrameReport> Reports, StreamResult Result)> RunAsync(
        ScriptedSource source, ScriptedDetector detector, CollectingSink? sink = null, StopSignal? stop = null)
    {
        await using var scheduler = SchedulerOf(detector);
        using var own = new StopSignal();
        sink ??= new CollectingSink();
        var result = await PipelineOf(source, scheduler, [new SinkQueue(sink, WhenFull.Wait, _ => { })]).RunAsync(stop ?? own);
        return (sink.Reports, result);
    }

    private static DetectionScheduler SchedulerOf(ScriptedDetector detector) => new(detector, new BatchOptions(), TimeProvider.System, _ => { });

    private static StreamPipeline PipelineOf(ScriptedSource source, DetectionScheduler scheduler, IReadOnlyList<SinkQueue> sinks, CameraMotion? motion = null)
    {
        var counters = new FrameCounters("test");
        return new StreamPipeline(
            new StreamStages
            {
                Source = source,
                Counters = counters,
                CameraMotion = motion,
                Lane = scheduler.Open(new LaneOptions { Counters = counters, WhenFull = WhenFull.Wait }),
                Judgement = new Judgement(scheduler.Detector.Prepare(s_prompt)),
                Tracker = new OcSortTracker(new()),
                Events = new EventEngine(s_identity, s_prompt, new()),
                Sinks = sinks,
                WhenFull = WhenFull.Wait,
                Requests = new FrameRequests(),
            },
            InMemory.Numbers());
    }
}
