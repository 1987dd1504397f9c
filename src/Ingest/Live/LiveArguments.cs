using System.Globalization;

namespace Glip.Ingest;

/// <summary>How ffmpeg is told which frames of a live source are wanted.</summary>
internal static class LiveArguments
{
    /// <param name="options">What is wanted.</param>
    /// <param name="device">What decodes.</param>
    /// <param name="input">What is opened.</param>
    /// <param name="packets">Arguments of a second output; empty for none.</param>
    public static IReadOnlyList<string> For(LiveSourceOptions options, DecodeDevice device, LiveInput input, IReadOnlyList<string> packets) =>
    [
        .. FfmpegMessage.Levels("info"), "-nostdin", "-nostats",

        // One thread: several decode a picture each, and deliver it when the next one comes.
        "-threads", "1", "-filter_threads", "1", "-max_pixels", LocalFile.MostPixels.ToString(CultureInfo.InvariantCulture),
        .. DecodePath.Arguments(device), .. options.KeyFramesOnly ? (string[])["-skip_frame", "nokey"] : [], .. options.FfmpegOptions.Where(option => option.IsOfDecoding).SelectMany(option => (string[])[$"-{option.Name}", option.Value]),
        .. Pace(options), .. input.Arguments,
        "-map", "0:v:0", "-an", "-sn", "-dn", "-vf", Filters(options, device), "-fps_mode", "passthrough",

        // As with files, true times reach us through the log. Each picture leaves at once: a second thread of the encoder, the bitstream filter that
        // files have, and a buffer that waits for more would each hold back a picture.
        "-f", "rawvideo", "-c:v", "rawvideo", "-pix_fmt", "rgb24", "-threads", "1", "-flush_packets", "1", "pipe:1", .. packets,
    ];

    private static string Filters(LiveSourceOptions options, DecodeDevice device) => string.Join(
        ',', [LiveLog.PrintSeen, .. PictureFilters.Sampling(options.FramesPerSecond), DecodePath.Scale(device, options.Resize), LiveLog.PrintTaken, "setpts=N"]);

    /// <summary>What would come as fast as it can be had is held to the pace of its times.</summary>
    private static string[] Pace(LiveSourceOptions options) => options.Address.Kind switch
    {
        AddressKind.File when options.Loop => ["-stream_loop", "-1", "-re"],
        AddressKind.File when options.RealTime => ["-re"],
        AddressKind.Hls or AddressKind.HttpFile => ["-re"],
        _ => [],
    };
}
