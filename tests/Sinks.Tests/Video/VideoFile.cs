using Glip.Core;
using Glip.Ingest;

namespace Glip.Sinks.Tests;

/// <summary>Makes and reads videos with the real ffmpeg.</summary>
internal static class VideoFile
{
    public static readonly FfmpegProcess Ffmpeg = new();

    /// <summary>A grey video: frame n has the luma 20 + 4n, so that a picture tells its number.</summary>
    public static Task MakeAsync(string path, ImageSize size, int frames, params string[] options) => RunAsync(FfmpegProgram.Ffmpeg,
        ["-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", $"nullsrc=size={size}:rate=10,format=yuv444p,geq=lum=20+4*N:cb=128:cr=128", "-frames:v", $"{frames}",
         .. options, "-y", "file:" + path]);

    /// <summary>All frames of a video, RGB.</summary>
    public static async Task<List<RgbImage>> ReadAsync(string path, ImageSize size)
    {
        var bytes = await RunAsync(FfmpegProgram.Ffmpeg,
            ["-nostdin", "-loglevel", "error", "-i", "file:" + path, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]);
        Assert.Equal(0, bytes.Length % size.RgbBytes);
        return [.. bytes.Chunk(size.RgbBytes).Select(pixels => new RgbImage(size, pixels))];
    }

    /// <summary>Codec, width, height, average rate, duration and number of frames, as ffprobe counts them.</summary>
    public static async Task<string> ProbeAsync(string path) => System.Text.Encoding.UTF8.GetString(await RunAsync(FfmpegProgram.Ffprobe,
        ["-loglevel", "error", "-count_frames", "-select_streams", "v:0", "-of", "csv=p=0",
         "-show_entries", "stream=codec_name,width,height,pix_fmt,avg_frame_rate,duration,nb_read_frames", "file:" + path])).Trim();

    /// <summary>The number of the source frame that a picture shows.</summary>
    public static int FrameNumber(RgbImage picture) =>
        (int)Math.Round((TestPicture.At(picture, picture.Size.Width - 3, picture.Size.Height - 3).Green - 4.66) / 4.66); // luma 20 + 4n is 1.164 * (4 + 4n) in RGB

    /// <summary>Command lines of running programs that name a folder.</summary>
    public static List<string> ProgramsOn(string folder) =>
        [.. Directory.GetDirectories("/proc").Select(CommandLine).Where(line => line.Contains(folder, StringComparison.Ordinal))];

    /// <summary>Makes the program that names a file stand still, as when its disk hangs.</summary>
    public static void Stop(string file)
    {
        var process = Directory.GetDirectories("/proc").Single(folder => CommandLine(folder).Contains(file, StringComparison.Ordinal));
        using var kill = System.Diagnostics.Process.Start("kill", ["-STOP", Path.GetFileName(process)]);
        kill.WaitForExit();
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty; // no process, or it has ended
        }
    }

    private static async Task<byte[]> RunAsync(FfmpegProgram program, string[] arguments)
    {
        await using var run = Ffmpeg.Start(program, arguments);
        run.Input.Close();
        using var output = new MemoryStream();
        await run.Output.CopyToAsync(output);
        Assert.True(await run.WaitAsync(default) == 0, string.Join('\n', run.LastErrors));
        return output.ToArray();
    }
}
