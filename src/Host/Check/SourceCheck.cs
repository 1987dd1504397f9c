using System.Globalization;
using Glip.Core;
using Glip.Ingest;

namespace Glip.Host;

/// <summary>Opens the sources of streams, looks at them for some seconds, and says what they are like.</summary>
internal sealed class SourceCheck(IFfmpeg ffmpeg, IDetector detector, TimeProvider clock)
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(5);

    /// <summary>Looks at one stream. What cannot be opened is a finding, not an error.</summary>
    public async Task<Finding> RunAsync(StreamConfiguration stream, CancellationToken cancellationToken)
    {
        try
        {
            detector.Prepare(stream.Prompt);
            return stream.Camera is { } camera
                ? await LookAsync(stream, camera, cancellationToken).ConfigureAwait(false)
                : await ProbeAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        catch (GlipException e)
        {
            return new(stream.Id, string.Empty, e.Message, []);
        }
    }

    private async Task<Finding> ProbeAsync(StreamConfiguration stream, CancellationToken cancellationToken)
    {
        var files = VideoFiles.Find(stream.Files);
        var info = await new MediaProbe(ffmpeg).ReadAsync(files[0], cancellationToken).ConfigureAwait(false);
        var others = files.Count == 1 ? string.Empty : $", the first of {files.Count.ToString(CultureInfo.InvariantCulture)} files";
        return new(stream.Id, $"{Describe(info)}{others}", null, []);
    }

    private async Task<Finding> LookAsync(StreamConfiguration stream, CameraConfiguration camera, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        var options = camera.Connection with { Resize = detector.Resize, FramesPerSecond = null, Buffers = 4 };
        var source = new LiveSource(ffmpeg, options, new FrameCounters(stream.Id), clock, warnings.Add);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(camera.StallAfter + camera.StallAfter + s_look);
        var connection = source.Connect();
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                var look = await CameraLook.TakeAsync(connection, s_look, limit.Token).ConfigureAwait(false);
                return new(stream.Id, Describe(connection, look), null, [.. warnings, .. Advice(stream, connection.Info!, look)]);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new(stream.Id, string.Empty, $"no frame came within {Durations.Write(camera.StallAfter + camera.StallAfter)}; expected pictures at {camera.Connection.Address}", warnings);
            }
        }
    }

    private static string Describe(SourceInfo info)
    {
        var rate = info.FramesPerSecond is { } fps ? string.Create(CultureInfo.InvariantCulture, $", {fps:0.##} frames/s") : string.Empty;
        var length = info.Duration is { } duration ? string.Create(CultureInfo.InvariantCulture, $", {duration.TotalSeconds:0.0} s") : string.Empty;
        return $"{info.Size} {info.Codec}{rate}{length}";
    }

    private static string Describe(LiveConnection connection, CameraLook look)
    {
        var bits = connection.BytesReceived is { } bytes ? string.Create(CultureInfo.InvariantCulture, $", {bytes * 8e-6 / look.Length.TotalSeconds:0.0} Mbit/s") : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Describe(connection.Info!)}; first picture after {look.FirstFrame.TotalSeconds:0.0} s, then {look.FramesPerSecond:0.0} frames/s{bits}; clock {look.Last.CapturedAtOrigin.ToString().ToLowerInvariant()}, latency {look.Latency.TotalMilliseconds:0} ms");
    }

    private IEnumerable<string> Advice(StreamConfiguration stream, SourceInfo info, CameraLook look)
    {
        var wanted = detector.Resize.Apply(info.Size);
        if (info.Size.Width * (long)info.Size.Height > 4L * wanted.Width * wanted.Height)
        {
            yield return $"pictures are {info.Size}, the model looks at {wanted}: the camera's sub-stream would spare most of the decoding";
        }

        if (stream.FramesPerSecond is { } fps && look.FramesPerSecond > 3 * fps)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{look.FramesPerSecond:0.#} frames are decoded in a second and {fps:0.#} looked at: set the camera to {Math.Ceiling(2 * fps):0} frames/s, or key_frames_only");
        }

        if (stream.FramesPerSecond is null && look.FramesPerSecond > 10)
        {
            yield return "every frame is looked at; fps: 5 is enough for people on foot";
        }

        if (look.FirstFrame > TimeSpan.FromSeconds(4))
        {
            yield return "the first picture took long: a key frame every second (GOP length = frame rate) makes starts and recovery quick";
        }
    }
}
