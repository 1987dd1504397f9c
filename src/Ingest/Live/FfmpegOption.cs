using Glip.Core;

namespace Glip.Ingest;

/// <summary>
/// A setting that goes to ffmpeg as it is, for what nothing else provides. Only settings of the input are allowed, and none that names
/// files, programs, outputs or protocols.
/// </summary>
public sealed record FfmpegOption
{
    /// <summary>Settings of formats and protocols.</summary>
    private static readonly string[] s_ofInputs =
    [
        "allowed_media_types", "analyzeduration", "buffer_size", "fflags", "fifo_size", "fpsprobesize", "framerate", "input_format", "live_start_index",
        "max_delay", "max_port", "min_port", "overrun_nonfatal", "pixel_format", "pkt_size", "probesize", "referer", "reorder_queue_size", "rtmp_live",
        "rtsp_flags", "rtsp_transport", "timestamps", "use_wallclock_as_timestamps", "user_agent", "video_size",
    ];

    /// <summary>Settings of decoders and of ffmpeg itself.</summary>
    private static readonly string[] s_ofDecoding = ["err_detect", "flags", "hwaccel_device", "skip_loop_filter", "thread_queue_size", "threads"];

    private FfmpegOption(string name, string value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>As ffmpeg calls it, without a dash.</summary>
    public string Name { get; }

    public string Value { get; }

    /// <summary>Whether it concerns decoding, not the way to the source.</summary>
    internal bool IsOfDecoding => s_ofDecoding.Contains(Name, StringComparer.Ordinal);

    /// <summary>An option that was checked.</summary>
    /// <exception cref="ConfigurationException">It is not allowed, or its value is empty or has line breaks.</exception>
    public static FfmpegOption Checked(string name, string value)
    {
        string[] allowed = [.. s_ofInputs, .. s_ofDecoding];
        if (!allowed.Contains(name, StringComparer.Ordinal))
        {
            throw new ConfigurationException($"'{name}' is no option of ffmpeg that can be set; expected one of {string.Join(", ", allowed.Order(StringComparer.Ordinal))}");
        }

        return value.Length > 0 && !value.Any(char.IsControl)
            ? new(name, value)
            : throw new ConfigurationException($"the value of the option '{name}' is empty or has a line break in it; expected one line");
    }
}
