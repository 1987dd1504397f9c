using System.Text;
using Glip.Core;

namespace Glip.Ingest.Tests;

/// <summary>Looks at test cameras with ffmpeg and ffprobe, before any of our own code.</summary>
internal static class CameraClient
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private static readonly string[] s_input = ["-loglevel", "error", "-rtsp_transport", "tcp", "-analyzeduration", "500000", "-timeout", "3000000"]; // microseconds

    /// <summary>Codec and size as ffprobe sees them, or the end of its complaint.</summary>
    public static async Task<string> ProbeAsync(string url)
    {
        await using var run = new FfmpegProcess().Start(
            FfmpegProgram.Ffprobe, [.. s_input, "-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0", url]);
        var output = await new StreamReader(run.Output).ReadToEndAsync().WaitAsync(s_patience);
        return await run.WaitAsync(default) == 0 ? output.Trim() : run.LastErrors[^1];
    }

    /// <summary>Plays a camera with ffmpeg into its standard output, as it comes.</summary>
    public static IFfmpegRun Play(string url, params string[] output) => new FfmpegProcess().Start(
        FfmpegProgram.Ffmpeg, ["-nostdin", .. s_input, "-i", url, "-c", "copy", .. output, "-flush_packets", "1", "pipe:1"]);

    /// <summary>Reads until a text or some bytes, which Latin-1 makes a text, come to hold.</summary>
    public static async Task<string> ReadUntilAsync(this IFfmpegRun run, Func<string, bool> condition)
    {
        using var patience = new CancellationTokenSource(s_patience);
        var text = new StringBuilder();
        var bytes = new byte[1 << 16];
        while (!condition(text.ToString()))
        {
            var count = await run.Output.ReadAsync(bytes, patience.Token);
            Assert.True(count > 0, "The camera ended: " + string.Join('\n', run.LastErrors));
            text.Append(Encoding.Latin1.GetString(bytes, 0, count));
        }

        return text.ToString();
    }

    /// <summary>Reads what is left, to the end of the program.</summary>
    public static async Task ReadToEndAsync(this IFfmpegRun run)
    {
        await run.Output.CopyToAsync(Stream.Null).WaitAsync(s_patience);
        await run.WaitAsync(default);
    }
}
