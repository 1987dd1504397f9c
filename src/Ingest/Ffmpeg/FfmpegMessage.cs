using System.Text.RegularExpressions;

namespace Glip.Ingest;

/// <summary>Reads the lines that the programs write with <c>-loglevel level+info</c>, such as <c>[h264 @ 0x55d0] [error] no frame!</c>.</summary>
internal static partial class FfmpegMessage
{
    /// <summary>Arguments that make the programs say the level with each line.</summary>
    public static IReadOnlyList<string> Levels(string least) => ["-hide_banner", "-loglevel", $"level+{least}"];

    public static bool IsError(string line) => Level(line) is "error" or "fatal" or "panic";

    public static bool IsComplaint(string line) => Level(line) == "warning" || IsError(line);

    /// <summary>
    /// What went wrong, for the end of a message of ours: the first error, which is the cause, and the last, which is the effect;
    /// the last warning if there is no error.
    /// </summary>
    /// <param name="lines">As in <see cref="Core.IFfmpegRun.LastErrors"/>.</param>
    /// <param name="url">The file as ffmpeg knows it; left out, since our message names it.</param>
    public static string Summary(IReadOnlyList<string> lines, string url)
    {
        var errors = (lines.Any(IsError) ? lines.Where(IsError) : lines.TakeLast(1)).Select(line => Text(line, url)).ToList();
        string[] firstAndLast = [.. errors.Take(1), .. errors.TakeLast(1)];
        return errors.Count == 0 ? "ffmpeg gave no reason" : $"ffmpeg said: {string.Join("; ", firstAndLast.Distinct(StringComparer.Ordinal))}";
    }

    private static string? Level(string line) => Parts().Match(line) is { Success: true } match ? match.Groups["level"].Value : null;

    private static string Text(string line, string url)
    {
        var text = Parts().Match(line) is { Success: true } match ? match.Groups["text"].Value : line;
        return text.Replace($"{url}: ", string.Empty, StringComparison.Ordinal).Trim();
    }

    [GeneratedRegex(@"^(?:\[[^\]]* @ (?:0x)?[0-9a-f]+\] )*\[(?<level>[a-z]+)\] (?<text>.*)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();
}
