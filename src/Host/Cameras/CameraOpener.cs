using Glip.Core;
using Glip.Inference;
using Glip.Ingest;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>Joins the stages of a camera; it is connected to when it runs.</summary>
internal sealed class CameraOpener(GlipConfiguration configuration, StreamTools tools)
{
    /// <param name="prepared">A camera.</param>
    /// <param name="monitor">Knows how it is doing.</param>
    /// <param name="numbers">Where its numbers go on.</param>
    /// <exception cref="ConfigurationException">A target cannot be written.</exception>
    public async Task<CameraRun> OpenAsync(PreparedStream prepared, StreamMonitor monitor, StreamNumbers numbers)
    {
        var stream = prepared.InForce;
        var camera = stream.Camera!;
        var lane = new LaneOptions { Counters = monitor.Counters, WhenFull = WhenFull.DropOldest, Weight = camera.Weight, Capacity = 1 };
        var connection = camera.Connection with { Resize = tools.Scheduler.Detector.Resize, Buffers = tools.Scheduler.BuffersFor(lane) };
        var source = new LiveSource(tools.Ffmpeg, connection, monitor.Counters, tools.Clock, line => tools.Log.Warn(stream.Id, line));
        var identity = new EventStream(configuration.Instance, stream.Id, null, tools.Scheduler.Detector.Model);
        var background = tools.KeepsBackground
            ? new BackgroundRecorder(BackgroundFile.Of(configuration.DataFolder, stream.Id), identity.Model.Sha256, tools.Clock, line => tools.Log.Warn(stream.Id, line))
            : null;
        var pipeline = new StreamPipeline(
            new StreamStages
            {
                Source = new CameraSource(source.Connect, camera.StallAfter, new BackOff(Random.Shared), monitor, tools.Clock),
                Counters = monitor.Counters,
                CameraMotion = stream.CameraMotion ? new CameraMotion() : null,
                Mask = stream.Mask(),
                Gate = camera.Gate is { } gate ? new MotionGate(gate) : null,
                Judgement = Judgement.Of(prepared, tellsRejections: true),
                Tracker = new OcSortTracker(stream.Tracker, numbers.LastTrackId),
                Events = tools.Engine(identity, stream),
                Candidates = tools.Sinks.Candidates(),
                Pictures = tools.Sinks.Pictures(),
                Sinks = await tools.Sinks.CreateAsync(stream).ConfigureAwait(false),
                WhenFull = WhenFull.DropOldest,
                Requests = monitor.Requests,
                Lane = tools.Scheduler.Open(lane),
            },
            numbers)
        {
            Earlier = numbers.TakeInterrupted(),
            Tracked = report =>
            {
                monitor.Tracked(report);
                background?.Observe(report);
                tools.Tell(identity, report);
            },
        };
        return new CameraRun(pipeline, stream, monitor, numbers, tools.Clock, background);
    }
}
