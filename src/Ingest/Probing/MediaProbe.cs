using System.Text.Json;
using System.Text.Json.Serialization;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>Looks at video files with ffprobe.</summary>
public sealed class MediaProbe(IFfmpeg ffmpeg)
{
    private const string Expected = "a video file that ffmpeg reads";
    private const string Entries =
        "stream=index,codec_type,codec_name,width,height,avg_frame_rate,start_time,duration,nb_frames" +
        ":stream_disposition=default,attached_pic:stream_tags=creation_time,DURATION:stream_side_data=rotation" +
        ":format=format_name,start_time,duration:format_tags=creation_time";

    // A recording may begin just after a key frame, and say its size at the next one only.
    private static readonly string[] s_patience = ["-analyzeduration", "30M", "-probesize", "64M"];

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    /// <summary>Says what is in a video file.</summary>
    /// <exception cref="ConfigurationException">There is no such file, or it is a folder.</exception>
    /// <exception cref="UnavailableException">The file cannot be read, or holds no video.</exception>
    /// <exception cref="MissingPartException">ffprobe is not installed.</exception>
    public async Task<SourceInfo> ReadAsync(string path, CancellationToken cancellationToken) => (await FindVideoAsync(path, cancellationToken)).Info;

    /// <inheritdoc cref="ReadAsync"/>
    internal async Task<ProbedVideo> FindVideoAsync(string path, CancellationToken cancellationToken)
    {
        LocalFile.Check(path, Expected);
        var report = await RunAsync(path, cancellationToken);
        var video = report.FindVideo();
        if (video is null)
        {
            var found = report.Streams is { Count: > 0 } streams ? string.Join(", ", streams) : "no stream at all";
            throw new UnavailableException($"'{path}' has no video stream; found {found}; expected {Expected}");
        }

        if (video.CodecName is null || video.Width < 1 || video.Height < 1)
        {
            throw new UnavailableException($"'{path}' cannot be decoded: found {video} of {video.Width}x{video.Height} pixels; expected {Expected}");
        }

        if ((long)video.Width * video.Height > LocalFile.MostPixels)
        {
            throw new UnavailableException($"'{path}' has frames of {video.Width}x{video.Height} pixels; expected at most {LocalFile.MostPixels / 1_000_000} megapixels");
        }

        return report.Describe(video);
    }

    private async Task<ProbeReport> RunAsync(string path, CancellationToken cancellationToken)
    {
        string[] arguments = [.. FfmpegMessage.Levels("warning"), .. s_patience, "-print_format", "json", "-show_entries", Entries, "-i", LocalFile.Url(path)];
        await using var run = ffmpeg.Start(FfmpegProgram.Ffprobe, arguments);
        using var json = new MemoryStream();
        await run.Output.CopyToAsync(json, cancellationToken);
        if (await run.WaitAsync(cancellationToken) != 0)
        {
            throw new UnavailableException($"'{path}' cannot be opened ({FfmpegMessage.Summary(run.LastErrors, LocalFile.Url(path))}); expected {Expected}");
        }

        json.Position = 0;
        return JsonSerializer.Deserialize<ProbeReport>(json, s_json)!;
    }
}
