using Glip.Core;
using Glip.Ingest;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Runs the motion gate over a video file, as for a camera in which nothing is followed, and writes a video of what it decides.</summary>
internal sealed class GateVideo(IFfmpeg ffmpeg, ICanvas canvas, AreaMask mask)
{
    private const double UnknownRate = 25;

    /// <param name="path">The video.</param>
    /// <param name="framesPerSecond">Frames looked at in a second, above 0; null for all.</param>
    /// <param name="outputPath">The video to write, of constant rate; written as <c>.part.mp4</c> until it is whole.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConfigurationException">There is no such video, or the output cannot be written there.</exception>
    /// <exception cref="UnavailableException">The video cannot be read, or the output no longer be written.</exception>
    public async Task<GateTally> DrawAsync(string path, double? framesPerSecond, string outputPath, CancellationToken cancellationToken)
    {
        var output = OutputFile.Prepare(outputPath, "the drawn video");
        var unfinished = Path.ChangeExtension(output, ".part.mp4");
        if (Path.GetFullPath(path) == output || Path.GetFullPath(path) == unfinished)
        {
            throw new ConfigurationException($"--out: '{outputPath}' would replace the video that is looked at; expected another path");
        }

        try
        {
            var options = new FileSourceOptions { StreamId = Path.GetFileName(path), FramesPerSecond = framesPerSecond, Buffers = 3 };
            await using var source = await FileSource.OpenAsync(ffmpeg, path, options, cancellationToken).ConfigureAwait(false);
            var rate = source.Info.FramesPerSecond ?? UnknownRate;
            await using var encoder = new VideoEncoder(ffmpeg, unfinished, source.Info.Size, Math.Min(rate, framesPerSecond ?? rate));
            var tally = await DrawAsync(source, encoder, cancellationToken).ConfigureAwait(false);
            await encoder.FinishAsync(cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, output, overwrite: true);
            return tally;
        }
        finally
        {
            OutputFile.TryDelete(unfinished);
        }
    }

    private async Task<GateTally> DrawAsync(FileSource source, VideoEncoder encoder, CancellationToken cancellationToken)
    {
        var gate = new MotionGate(new());
        var picture = new GatePicture(canvas, source.Info.Size);
        var tally = new GateTally();
        await foreach (var frame in source.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            using (frame)
            {
                mask.Apply(frame);
                var decision = gate.Look(frame, tracksAlive: false);
                tally.Count(decision);
                picture.Draw(frame, decision, gate.View()!);
            }

            await encoder.WriteAsync(picture.Pixels, cancellationToken).ConfigureAwait(false);
        }

        tally.Damage = source.End?.Damage;
        return tally;
    }
}
