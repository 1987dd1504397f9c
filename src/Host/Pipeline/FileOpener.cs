using Glip.Core;
using Glip.Inference;
using Glip.Ingest;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>Opens the video files of one stream and joins the stages for each.</summary>
internal sealed class FileOpener(GlipConfiguration configuration, PreparedStream prepared, StreamTools tools, StreamMonitor monitor, StreamNumbers numbers)
{
    private const int WaitingFrames = 2;

    /// <summary>The stream as it is in force.</summary>
    public StreamConfiguration InForce => prepared.InForce;

    /// <exception cref="ConfigurationException">There is no such file, or a target cannot be written.</exception>
    /// <exception cref="UnavailableException">The file cannot be read as a video.</exception>
    public async Task<StreamPipeline> OpenAsync(string path, bool isOneOfMany, CancellationToken cancellationToken)
    {
        var (stream, prompt) = prepared;
        var detector = tools.Scheduler.Detector;
        var lane = new LaneOptions { Counters = monitor.Counters, WhenFull = WhenFull.Wait, Capacity = WaitingFrames };
        var options = new FileSourceOptions
        {
            StreamId = stream.Id,
            Resize = detector.Resize,
            FramesPerSecond = stream.FramesPerSecond,
            Buffers = tools.Scheduler.BuffersFor(lane),
        };
        var source = await FileSource.OpenAsync(tools.Ffmpeg, path, options, cancellationToken).ConfigureAwait(false);
        try
        {
            var hash = await RunIdentity.HashAsync(path, cancellationToken).ConfigureAwait(false);
            var media = new MediaFile(MediaPath(path), hash, RunIdentity.Of(hash, detector.Model, stream with { Prompt = prompt.Prompt }), source.Info.RecordedAt);
            var identity = new EventStream(configuration.Instance, stream.Id, media, detector.Model);
            var file = new FileTarget(stream, path, isOneOfMany, identity, source.Info);
            var candidates = tools.Sinks.Candidates();
            numbers.BeginAnew();
            return new StreamPipeline(new StreamStages
            {
                Source = source,
                Counters = monitor.Counters,
                CameraMotion = stream.CameraMotion ? new CameraMotion() : null,
                Mask = stream.Mask(),
                Judgement = Judgement.Of(prepared, tellsRejections: candidates is not null),
                Tracker = new OcSortTracker(stream.Tracker),
                Events = tools.Engine(identity, stream),
                Candidates = candidates,
                Pictures = tools.Sinks.Pictures(),
                Sinks = await tools.Sinks.CreateAsync(file).ConfigureAwait(false),
                WhenFull = WhenFull.Wait,
                Requests = monitor.Requests,
                Lane = tools.Scheduler.Open(lane),
            }, numbers)
            {
                Tracked = report => tools.Tell(identity, report),
            };
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Relative to the folder of the configuration where the file is below it, else the file's name alone.</summary>
    private string MediaPath(string path)
    {
        var relative = Path.GetRelativePath(Path.GetDirectoryName(configuration.File)!, path).Replace(Path.DirectorySeparatorChar, '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? Path.GetFileName(path) : relative;
    }
}
