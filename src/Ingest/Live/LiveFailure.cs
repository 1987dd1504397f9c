using System.Globalization;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>Says in few words why a connection failed or ended.</summary>
internal static class LiveFailure
{
    private static readonly (string Sign, string Meaning)[] s_meanings =
    [
        ("401 ", "the user name or password was refused (401)"),
        ("403 ", "access was refused (403)"),
        ("404 ", "there is no such stream (404)"),
        ("Connection refused", "connection refused"),
        ("Failed to resolve hostname", "no such host"),
        ("No route to host", "no way to the host"),
        ("Network is unreachable", "no way to the host"),
        ("matches no streams", "there is no video in it"),
        ("No such file or directory", "there is no such file or device"),
        ("Permission denied", "not allowed to read it"),
        ("ertificate", "its certificate is not trusted"),
    ];

    /// <summary>Why not one frame came, or no more.</summary>
    public static string Describe(LiveSourceOptions options, LiveRun run)
    {
        var errors = run.LastErrors.Where(line => !line.Contains("Impossible to open", StringComparison.Ordinal)).ToList();
        var known = s_meanings.FirstOrDefault(meaning => errors.Exists(line => line.Contains(meaning.Sign, StringComparison.Ordinal))).Meaning;
        return known ?? (IsSilent(options, run) ? Silence(options) : FfmpegMessage.Summary(errors, run.InputName));
    }

    /// <summary>What is wrong with the end of a connection that gave frames; null when the source reached its end in order.</summary>
    public static string? Find(LiveSourceOptions options, LiveRun run, SourceInfo info, int exitCode)
    {
        var hasEnd = !options.Address.IsLive || info.Duration is not null;
        return hasEnd && exitCode == 0 && !run.Log.HasErrors
            ? null
            : $"'{options.Address}': the connection ended ({(run.LastErrors.Any(FfmpegMessage.IsError) || IsSilent(options, run) ? Describe(options, run) : "the other side closed it")})";
    }

    public static string Silence(LiveSourceOptions options) => string.Create(CultureInfo.InvariantCulture, $"no answer within {options.Timeout.TotalSeconds:0.#} s");

    /// <summary>Whether nothing came for about as long as the other side may be silent: ffmpeg counts from the last packet, not from its picture.</summary>
    private static bool IsSilent(LiveSourceOptions options, LiveRun run) => options.Address.IsRemote && run.Log.Silence >= 0.75 * options.Timeout;
}
