using System.Globalization;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Writes an H.264 file of constant frame rate.</summary>
public sealed class VideoEncoder : IAsyncDisposable
{
    private readonly IFfmpegRun _run;
    private bool _broken;

    /// <param name="ffmpeg">The program.</param>
    /// <param name="path">The file; overwritten. Absolute, so that no name is taken for an option or a protocol.</param>
    /// <param name="size">Size of the pictures; an odd width or height grows by one, as the format wants even ones.</param>
    /// <param name="framesPerSecond">Above 0.</param>
    public VideoEncoder(IFfmpeg ffmpeg, string path, ImageSize size, double framesPerSecond)
    {
        // Tuned for no delay, the encoder holds no pictures back, and so finishes the file at once when a run is stopped, at any size.
        // The colours of HD video, stated in the file, so that players show what was drawn.
        _run = ffmpeg.Start(FfmpegProgram.Ffmpeg,
            ["-nostdin", "-hide_banner", "-nostats", "-loglevel", "error", "-f", "rawvideo", "-pixel_format", "bgr0", "-video_size", size.ToString(),
             "-framerate", framesPerSecond.ToString("R", CultureInfo.InvariantCulture), "-i", "pipe:0",
             "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,scale=out_color_matrix=bt709:out_range=tv", "-pix_fmt", "yuv420p",
             "-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency", "-crf", "23", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
             "-f", "mp4", "-y", path]);
    }

    /// <param name="pixels">[height, width, 4] BGRx.</param>
    /// <param name="cancellationToken">Gives up; what has arrived can still be finished.</param>
    /// <exception cref="UnavailableException">The encoder died.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> pixels, CancellationToken cancellationToken)
    {
        if (_broken)
        {
            return; // part of a picture has been written: nothing can follow it
        }

        _broken = true;
        try
        {
            await _run.Input.WriteAsync(pixels, cancellationToken);
            _broken = false;
        }
        catch (IOException)
        {
            await _run.WaitAsync(cancellationToken);
            throw Died();
        }
    }

    /// <summary>Says that there is no more, and waits until the file is whole.</summary>
    /// <exception cref="UnavailableException">The encoder died.</exception>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _run.Input.DisposeAsync();
        }
        catch (IOException)
        {
            // It has gone already; its exit code tells.
        }

        if (await _run.WaitAsync(cancellationToken) != 0)
        {
            throw Died();
        }
    }

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    private UnavailableException Died() =>
        new($"the annotated video cannot be written: {(_run.LastErrors is [.., var last] ? last : "ffmpeg ended without a word")}; expected ffmpeg with libx264 and free space on the disk");
}
