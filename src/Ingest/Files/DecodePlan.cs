using System.Globalization;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>Which frames of which file are wanted, and how ffmpeg is told so.</summary>
/// <param name="StreamId">Name of the stream in the headers of the frames.</param>
/// <param name="Path">The file.</param>
/// <param name="Video">Its video stream.</param>
/// <param name="Size">Size of the frames.</param>
/// <param name="FramesPerSecond">Frames taken per second; null for every frame.</param>
internal sealed record DecodePlan(string StreamId, string Path, ProbedVideo Video, ImageSize Size, double? FramesPerSecond)
{
    public FrameHeader Header(long index, TimeSpan pts) =>
        new(StreamId, index, pts, (Video.Info.RecordedAt ?? DateTimeOffset.UnixEpoch) + pts, Video.Info.Size.Width, Video.Info.Size.Height);

    public IReadOnlyList<string> Arguments() =>
    [
        .. FfmpegMessage.Levels("info"), "-nostdin", "-nostats",

        // Two decoding threads need no more time of the processor than one and wait less; more threads need more memory.
        "-threads", "2", "-filter_threads", "1", "-max_pixels", LocalFile.MostPixels.ToString(CultureInfo.InvariantCulture),
        "-i", LocalFile.Url(Path), "-map", string.Create(CultureInfo.InvariantCulture, $"0:{Video.Info.StreamIndex}"), "-an", "-sn", "-dn",
        "-vf", Filters(), "-fps_mode", "passthrough",

        // The times of the frames reach us through the log. At the output a counter takes their place, since equal times are an error there.
        "-bsf:v", "setts=ts=N",
        "-f", "rawvideo", "-c:v", "rawvideo", "-pix_fmt", "rgb24", "pipe:1",
    ];

    private string Filters() => string.Join(
        ',',
        [FrameLog.Clock, FrameLog.PrintSeen, .. PictureFilters.Sampling(FramesPerSecond), FrameLog.PrintTaken, PictureFilters.Scale(Size)]);
}
