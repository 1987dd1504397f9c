namespace Glip.Ingest;

/// <summary>Judges whether a file was decoded as a whole.</summary>
internal static class FileDamage
{
    private const int Killed = 128 + 9;

    /// <summary>
    /// What is wrong, in one line; null when nothing is. The stated length alone proves nothing: a last frame may be long,
    /// and sound may outlast the picture. A file is short when it lacks both time and frames.
    /// </summary>
    /// <param name="plan">What was read.</param>
    /// <param name="log">What ffmpeg decoded.</param>
    /// <param name="lastErrors">What it complained of.</param>
    /// <param name="exitCode">How it ended.</param>
    /// <param name="reached">Presentation time of the last frame that was decoded.</param>
    public static string? Find(DecodePlan plan, FrameLog log, IReadOnlyList<string> lastErrors, int exitCode, TimeSpan reached)
    {
        if (exitCode == 0 && !log.HasErrors && !IsShort(plan.Video, log.Seen, reached))
        {
            return null;
        }

        var of = plan.Video.Info.Duration is { } duration ? $" of {Seconds(duration)}" : string.Empty;
        var reason = exitCode == Killed ? "ffmpeg was killed" : FfmpegMessage.Summary(lastErrors, LocalFile.Url(plan.Path));
        return $"'{plan.Path}' is damaged: decoded to {Seconds(reached)}{of}, {log.Seen} frames ({reason})";
    }

    private static bool IsShort(ProbedVideo video, long seen, TimeSpan reached)
    {
        var frame = TimeSpan.FromSeconds(1 / (video.Info.FramesPerSecond ?? 1));
        var tolerance = TimeSpan.FromSeconds(0.25) + (2 * frame);
        return seen < video.StatedFrames && reached + frame + tolerance < video.Info.Duration;
    }

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.0} s");
}
