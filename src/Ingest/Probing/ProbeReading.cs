using System.Globalization;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>Understands what ffprobe says: which stream is the video, how large and how long it is.</summary>
internal static class ProbeReading
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(10_000);

    /// <summary>The stream to take frames from; null when the file has no video.</summary>
    public static ProbeStream? FindVideo(this ProbeReport report)
    {
        var videos = (report.Streams ?? []).Where(stream => stream.IsVideo).ToList();
        return videos.Find(stream => stream.IsDefault) ?? videos.FirstOrDefault();
    }

    public static ProbedVideo Describe(this ProbeReport report, ProbeStream video)
    {
        var rate = Rate(video.AvgFrameRate);
        var info = new SourceInfo(DisplayedSize(video), rate, Duration(report, video, rate), video.CodecName!, video.Index, RecordedAt(report, video));
        return new(info, Time(video.StartTime - (report.Format?.StartTime ?? 0)), video.NbFrames);
    }

    private static ImageSize DisplayedSize(ProbeStream video)
    {
        var rotation = video.SideDataList?.FirstOrDefault(data => data.Rotation is not null)?.Rotation ?? 0;
        var lies = Math.Abs(Math.Abs(rotation % 180) - 90) < 1; // ffmpeg turns by other angles inside the picture
        return lies ? new(video.Height, video.Width) : new(video.Width, video.Height);
    }

    /// <remarks>
    /// ffprobe shortens the duration of a truncated AVI file to fit its size; what the header states is in the number of frames.
    /// MP4 files may hide frames on purpose, by edit lists.
    /// </remarks>
    private static TimeSpan? Duration(ProbeReport report, ProbeStream video, double? rate) =>
        report.Format?.FormatName == "avi" && video.NbFrames is > 0 and var frames && rate is { } perSecond
            ? Time(frames / perSecond)
            : Time(video.Duration) ?? Time(video.Tags?.GetValueOrDefault("DURATION")) ?? Time(report.Format?.Duration);

    private static DateTimeOffset? RecordedAt(ProbeReport report, ProbeStream video)
    {
        var tag = report.Format?.Tags?.GetValueOrDefault("creation_time") ?? video.Tags?.GetValueOrDefault("creation_time");

        // 1904 and 1970 stand for clocks that were never set.
        return DateTimeOffset.TryParse(tag, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            && time.Year is > 1990 and < 2100 ? time : null;
    }

    private static double? Rate(string? fraction)
    {
        var parts = (fraction ?? string.Empty).Split('/');
        return parts.Length == 2
            && double.TryParse(parts[0], CultureInfo.InvariantCulture, out var frames)
            && double.TryParse(parts[1], CultureInfo.InvariantCulture, out var seconds)
            && frames > 0 && seconds > 0 ? frames / seconds : null;
    }

    private static TimeSpan? Time(double? seconds) =>
        seconds >= 0 && seconds < s_longest.TotalSeconds ? TimeSpan.FromSeconds(seconds.Value) : null;

    /// <summary>Time as Matroska writes it: <c>00:01:19.500000000</c>, of which TimeSpan reads seven decimals.</summary>
    private static TimeSpan? Time(string? tag) =>
        TimeSpan.TryParse(tag?[..Math.Min(tag.Length, 16)], CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero ? time : null;
}
