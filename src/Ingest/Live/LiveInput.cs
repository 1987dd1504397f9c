using System.Globalization;
using System.Text;

namespace Glip.Ingest;

/// <summary>How ffmpeg is told what to open.</summary>
/// <param name="Arguments">Up to the input itself.</param>
/// <param name="Script">What it reads from standard input; null when it reads nothing there.</param>
/// <remarks>
/// Arguments are seen by every user of the machine. An address of the network, which may hold a password, therefore stands in a script for ffmpeg's
/// demuxer 'concat', which reads it from a pipe. That demuxer does not know how long its files are, so that a recording without secrets is
/// opened directly.
/// </remarks>
internal sealed record LiveInput(IReadOnlyList<string> Arguments, string? Script)
{
    private const string Protocols = "pipe,file,tcp,udp,tls,rtp,rtsp,http,https,httpproxy,hls,crypto,data,rtmp,rtmps,ffrtmphttp";

    public static LiveInput For(LiveSourceOptions options)
    {
        var address = options.Address;
        List<(string Name, string Value)> settings =
            [.. Settings(options), .. options.FfmpegOptions.Where(option => !option.IsOfDecoding).Select(option => (option.Name, option.Value))];
        return address.Kind switch
        {
            AddressKind.File => Direct(LocalFile.Url(address.Full), settings),
            AddressKind.V4l2 => Direct(address.Full, [("f", "v4l2"), .. settings]),
            AddressKind.HttpFile when address.ToString() == address.Full => Direct(address.Full, settings),
            _ => Scripted(address.Full, settings),
        };
    }

    private static LiveInput Direct(string url, IEnumerable<(string Name, string Value)> settings) =>
        new([.. settings.SelectMany(setting => (string[])[$"-{setting.Name}", setting.Value]), "-i", url], null);

    private static LiveInput Scripted(string url, IEnumerable<(string Name, string Value)> settings)
    {
        var script = new StringBuilder("ffconcat version 1.0\n").Append("file ").Append(Quote(url)).Append('\n');
        foreach (var (name, value) in settings)
        {
            script.Append("option ").Append(name).Append(' ').Append(Quote(value)).Append('\n');
        }

        return new(["-fpsprobesize", "0", "-f", "concat", "-safe", "0", "-protocol_whitelist", Protocols, "-i", "pipe:0"], script.ToString());
    }

    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static IEnumerable<(string Name, string Value)> Settings(LiveSourceOptions options)
    {
        var timeout = ((long)options.Timeout.TotalMicroseconds).ToString(CultureInfo.InvariantCulture);
        return options.Address.Kind switch
        {
            // The rate is not waited for; it only matters to people.
            AddressKind.Rtsp or AddressKind.Rtsps =>
                [("rtsp_transport", options.Transport == RtspTransport.Udp ? "udp" : "tcp"), ("allowed_media_types", "video"), ("timeout", timeout), ("fpsprobesize", "0")],
            AddressKind.Http => [("rw_timeout", timeout), ("use_wallclock_as_timestamps", "1"), .. Trust(options)],
            AddressKind.Hls or AddressKind.HttpFile => [("rw_timeout", timeout), .. Trust(options)],
            AddressKind.Rtmp => [("rw_timeout", timeout)],
            AddressKind.Udp => [("timeout", timeout)],
            _ => [],
        };
    }

    private static IEnumerable<(string Name, string Value)> Trust(LiveSourceOptions options)
    {
        if (!options.Address.Full.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var verify = ("tls_verify", options.TlsVerify ? "1" : "0");
        return options.CaFile is { } file ? [verify, ("ca_file", Path.GetFullPath(file))] : [verify];
    }
}
