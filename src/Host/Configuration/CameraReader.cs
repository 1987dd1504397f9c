using Glip.Core;
using Glip.Ingest;

namespace Glip.Host;

/// <summary>Reads how a live source is reached.</summary>
/// <param name="folder">What relative paths start at.</param>
internal sealed class CameraReader(string folder)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    /// <summary>The camera of a stream; null when its source is files, or wrong, which was noted then.</summary>
    /// <param name="stream">Its settings.</param>
    /// <param name="source">Where its source stands.</param>
    /// <param name="place">The source; null when it is wrong.</param>
    /// <param name="id">Name of the stream.</param>
    /// <param name="framesPerSecond">Frames looked at in a second.</param>
    public CameraConfiguration? Read(YamlSection stream, YamlValue? source, string? place, string id, double? framesPerSecond)
    {
        var loop = stream.Optional("loop")?.Flag() ?? false;
        var realTime = stream.Optional("realtime")?.Flag() ?? false;
        var connection = new LiveSourceOptions
        {
            StreamId = id,
            Address = Address(source, place, loop || realTime)!,
            Transport = stream.Optional("transport")?.Choice(("tcp", RtspTransport.Tcp), ("udp", RtspTransport.Udp)) ?? RtspTransport.Tcp,
            FramesPerSecond = framesPerSecond,
            Decode = stream.Optional("decode")?.Choice(
                ("auto", DecodeDevice.Auto), ("cpu", DecodeDevice.Cpu), ("cuda", DecodeDevice.Cuda), ("vaapi", DecodeDevice.Vaapi), ("qsv", DecodeDevice.Qsv)) ?? DecodeDevice.Auto,
            KeyFramesOnly = stream.Optional("key_frames_only")?.Flag() ?? false,
            Timeout = stream.Optional("timeout")?.Duration(TimeSpan.FromSeconds(1), s_longest) ?? TimeSpan.FromSeconds(10),
            CaFile = stream.Optional("ca_file")?.Text() is { } file ? Path.GetFullPath(Path.Combine(folder, file)) : null,
            TlsVerify = stream.Optional("tls_verify")?.Flag() ?? true,
            Loop = loop,
            RealTime = realTime,
            FfmpegOptions = Options(stream.Optional("ffmpeg")),
        };
        var camera = new CameraConfiguration(
            connection,
            stream.Optional("stall_after")?.Duration(TimeSpan.FromSeconds(1), s_longest) ?? TimeSpan.FromSeconds(10),
            stream.Optional("weight")?.Number(0.01, 100) ?? 1,
            Gate(stream.Optional("motion_gate")));
        return connection.Address is null ? null : camera;
    }

    private SourceAddress? Address(YamlValue? source, string? place, bool isCamera)
    {
        if (place is null)
        {
            return null;
        }

        try
        {
            var address = SourceAddress.Parse(place, folder);
            return isCamera || address.Kind != AddressKind.File ? address : null;
        }
        catch (ConfigurationException e)
        {
            source!.Problem($"is wrong: {e.Message}");
            return null;
        }
    }

    private static MotionGateOptions? Gate(YamlValue? value)
    {
        if (value is null || value.IsText)
        {
            return value?.Flag() ?? true ? new MotionGateOptions() : null;
        }

        var section = value.Section();
        var options = new MotionGateOptions();
        options = options with { Refresh = section.Optional("refresh")?.Duration(TimeSpan.FromSeconds(1), s_longest) ?? options.Refresh };
        section.RefuseOthers();
        return options;
    }

    private static List<FfmpegOption> Options(YamlValue? value)
    {
        var options = new List<FfmpegOption>();
        foreach (var (name, setting) in value?.Section().Entries() ?? [])
        {
            try
            {
                options.Add(FfmpegOption.Checked(name, setting.Text() ?? string.Empty));
            }
            catch (ConfigurationException e)
            {
                setting.Problem(e.Message);
            }
        }

        return options;
    }
}
