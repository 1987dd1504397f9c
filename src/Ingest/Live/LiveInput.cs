using System.Globalization;
using System.Text;

namespace Glip.Ingest;

/// <summary>How ffmpeg is told what to open.</summary>
/// <param name="Arguments">Up to the input itself.</param>
/// <param name="Name">What ffmpeg calls the input in its messages.</param>
/// <param name="Script">What it reads from standard input; null when it reads nothing there.</param>
/// <remarks>
/// Arguments are seen by every user of the machine. An address of the network, which may hold a password, therefore stands in a script for ffmpeg's
/// demuxer 'concat', which reads it from a pipe. That demuxer does not know how long its files are: a recording without secrets is opened
/// directly, so that its length is known; a playlist with secrets that has an end seems to lose its connection there. ffmpeg checks the certificate
/// of the server of a playlist, not those of the servers of its segments.
/// </remarks>
internal sealed record LiveInput(IReadOnlyList<string> Arguments, string Name, string? Script)
{
    private const string Protocols = "pipe,file,tcp,udp,tls,rtp,rtsp,http,https,httpproxy,hls,crypto,data,rtmp,rtmps,ffrtmphttp";

    /// <summary>How long further streams are looked for, where no header says which there are; in microseconds.</summary>
    private static readonly (string Name, string Value) s_shortLook = ("analyzeduration", "500000");

    /// <param name="options">What is wanted.</param>
    /// <param name="url">Where it is, secrets included.</param>
    public static LiveInput For(LiveSourceOptions options, string url)
    {
        var address = options.Address;
        List<(string Name, string Value)> settings =
            [.. Settings(options), .. options.FfmpegOptions.Where(option => !option.IsOfDecoding).Select(option => (option.Name, option.Value))];
        return address.Kind switch
        {
            AddressKind.File => Direct(LocalFile.Url(url), settings),
            AddressKind.V4l2 => Direct(url, [("f", "v4l2"), .. settings]),
            AddressKind.HttpFile or AddressKind.Hls when address.ToString() == url => Direct(url, settings),
            _ => Scripted(url, settings),
        };
    }

    private static LiveInput Direct(string url, IEnumerable<(string Name, string Value)> settings) =>
        new([.. settings.SelectMany(setting => (string[])[$"-{setting.Name}", setting.Value]), "-i", url], url, null);

    private static LiveInput Scripted(string url, IEnumerable<(string Name, string Value)> settings)
    {
        var script = new StringBuilder("ffconcat version 1.0\n").Append("file ").Append(Quote(url)).Append('\n');
        foreach (var (name, value) in settings)
        {
            script.Append("option ").Append(name).Append(' ').Append(Quote(value)).Append('\n');
        }

        return new(["-fpsprobesize", "0", "-f", "concat", "-safe", "0", "-protocol_whitelist", Protocols, "-i", "pipe:0"], "pipe:0", script.ToString());
    }

    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static IEnumerable<(string Name, string Value)> Settings(LiveSourceOptions options)
    {
        var timeout = ((long)options.Timeout.TotalMicroseconds).ToString(CultureInfo.InvariantCulture);
        return options.Address.Kind switch
        {
            // The rate is not waited for; it only matters to people.
            AddressKind.Rtsp or AddressKind.Rtsps =>
                [("rtsp_transport", Transport(options)), ("allowed_media_types", "video"), ("timeout", timeout), ("fpsprobesize", "0")],
            AddressKind.Http => [("rw_timeout", timeout), s_shortLook, ("use_wallclock_as_timestamps", "1"), .. Trust(options)],
            AddressKind.Hls or AddressKind.HttpFile => [("rw_timeout", timeout), .. Trust(options)],
            AddressKind.Rtmp => [("rw_timeout", timeout), s_shortLook],
            AddressKind.Udp => [("timeout", timeout), s_shortLook],
            _ => [],
        };
    }

    /// <summary>What comes through a tunnel comes in the connection.</summary>
    private static string Transport(LiveSourceOptions options) =>
        options is { Transport: RtspTransport.Udp, Address.Kind: AddressKind.Rtsp } ? "udp" : "tcp";

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
