using System.Diagnostics;
using System.Globalization;

namespace Glip.Testing;

/// <summary>Makes real media files with ffmpeg.</summary>
public static class TestMedia
{
    /// <summary>Runs ffmpeg; returns the path of the file it made.</summary>
    public static string Make(string path, params string[] arguments) => Run(path, [.. arguments], []);

    /// <summary>Grey level of a frame of <see cref="MakeGrey"/>; neighbours differ by at least 37 levels.</summary>
    public static int GreyOf(long frame) => 20 + (int)(frame * 37 % 200);

    /// <summary>Makes a clip in which each frame is plain, of its own grey level.</summary>
    /// <param name="path">The file.</param>
    /// <param name="frames">How many.</param>
    /// <param name="framesPerSecond">How fast.</param>
    /// <param name="encoding">Arguments of ffmpeg for the output.</param>
    /// <param name="size">Width and height in pixels.</param>
    public static string MakeGrey(string path, int frames, int framesPerSecond, string[] encoding, string size = "64x48")
    {
        var pixels = size.Split('x').Select(side => int.Parse(side, CultureInfo.InvariantCulture)).Aggregate((width, height) => width * height);
        string[] input = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", size, "-r", framesPerSecond.ToString(CultureInfo.InvariantCulture), "-i", "pipe:0"];
        return Run(path, [.. input, .. encoding], Enumerable.Range(0, frames).Select(frame => Plain(pixels, GreyOf(frame))));
    }

    private static string Run(string path, string[] arguments, IEnumerable<byte[]> input)
    {
        string[] all = ["-hide_banner", "-loglevel", "error", "-y", .. arguments, $"file:{path}"];
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", all) { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false })!;
        foreach (var block in input)
        {
            process.StandardInput.BaseStream.Write(block);
        }

        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? path : throw new InvalidOperationException($"ffmpeg {string.Join(' ', all)}: {errors}");
    }

    private static byte[] Plain(int pixels, int level)
    {
        var picture = new byte[pixels];
        Array.Fill(picture, (byte)level);
        return picture;
    }
}
