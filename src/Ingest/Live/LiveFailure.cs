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
    ];

    /// <summary>Why not one frame came.</summary>
    public static string Describe(IReadOnlyList<string> lastErrors, LiveSourceOptions options)
    {
        var meaning = s_meanings.FirstOrDefault(known => lastErrors.Any(line => line.Contains(known.Sign, StringComparison.Ordinal))).Meaning;
        return meaning ?? (IsTimeout(lastErrors) ? Silence(options) : FfmpegMessage.Summary([.. lastErrors.Where(line => !line.Contains("Impossible to open", StringComparison.Ordinal))], "pipe:0"));
    }

    /// <summary>What is wrong with the end of a connection that gave frames; null when the source reached its end in order.</summary>
    public static string? Find(IReadOnlyList<string> lastErrors, LiveSourceOptions options, LiveLog log, SourceInfo info, int exitCode)
    {
        var address = options.Address;
        if (!address.IsLive && exitCode == 0 && !log.HasErrors)
        {
            return null;
        }

        return $"'{address}': the connection ended ({(lastErrors.Any(FfmpegMessage.IsError) ? Describe(lastErrors, options) : "without a reason")})";
    }

    private static bool IsTimeout(IReadOnlyList<string> lastErrors) => lastErrors.Any(line => line.Contains("timed out", StringComparison.Ordinal));

    public static string Silence(LiveSourceOptions options) => string.Create(CultureInfo.InvariantCulture, $"no answer within {options.Timeout.TotalSeconds:0.#} s");
}
