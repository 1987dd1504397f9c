using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Reads every picture of a video file with its time, in source size and without any frame left out or repeated.</summary>
internal sealed partial class VideoDecoder : IAsyncDisposable
{
    private readonly string _path;
    private readonly IFfmpegRun _run;
    private readonly Channel<double?> _times = Channel.CreateUnbounded<double?>();
    private string? _lastError;

    /// <param name="ffmpeg">The program.</param>
    /// <param name="path">The video; absolute, so that no name is taken for an option or a protocol.</param>
    /// <param name="info">Which stream of the file, and the size of its pictures as they are shown; a change within the file is scaled to it.</param>
    public VideoDecoder(IFfmpeg ffmpeg, string path, SourceInfo info)
    {
        _path = path;
        // showinfo tells the time of each frame, which raw video does not carry.
        _run = ffmpeg.Start(FfmpegProgram.Ffmpeg,
            ["-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+info", "-i", path, "-map", FormattableString.Invariant($"0:{info.StreamIndex}"), "-fps_mode", "passthrough",
             "-vf", $"showinfo=checksum=0,scale={info.Size.Width}:{info.Size.Height}", "-f", "rawvideo", "-pix_fmt", "bgr0", "pipe:1"], TakeTime);
    }

    /// <summary>Reads the next picture.</summary>
    /// <param name="pixels">Receives [height, width, 4] BGRx.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its presentation time in seconds; null when the file does not say.</returns>
    /// <exception cref="UnavailableException">There is no further picture.</exception>
    public async Task<double?> ReadAsync(Memory<byte> pixels, CancellationToken cancellationToken)
    {
        try
        {
            await _run.Output.ReadExactlyAsync(pixels, cancellationToken);
        }
        catch (EndOfStreamException e)
        {
            await _run.WaitAsync(cancellationToken);
            throw new UnavailableException($"'{_path}' cannot be read again for the annotated video: {_lastError ?? "it has fewer frames than before"}; expected the file unchanged", e);
        }

        return await _times.Reader.ReadAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    private bool TakeTime(string line)
    {
        if (FrameTime().Match(line) is { Success: true } match)
        {
            _times.Writer.TryWrite(double.TryParse(match.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var time) ? time : null);
            return true;
        }

        if (line.Contains("[error]", StringComparison.Ordinal) || line.Contains("[fatal]", StringComparison.Ordinal))
        {
            _lastError = line;
        }

        return false;
    }

    [GeneratedRegex(@"Parsed_showinfo.* n: *\d+ .*pts_time:(\S+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FrameTime();
}
