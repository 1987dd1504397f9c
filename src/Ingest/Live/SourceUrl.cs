using System.Globalization;
using System.Text.RegularExpressions;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>The parts of a URL.</summary>
/// <param name="Scheme">In lower case.</param>
/// <param name="User">User name and password as written; null when there are none.</param>
/// <param name="Host">Name or address; IPv6 in brackets.</param>
/// <param name="Port">As written; null when there is none.</param>
/// <param name="Rest">Path and parameters.</param>
internal sealed partial record SourceUrl(string Scheme, string? User, string Host, string? Port, string Rest)
{
    public const string Expected =
        "an address that begins with rtsp://, rtsps://, rtmp://, rtmps://, http://, https:// or udp://, a camera such as /dev/video0, or a file";

    private static readonly HashSet<string> s_recordings = new(StringComparer.OrdinalIgnoreCase) { ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg" };

    /// <summary>Splits a text; null when it is no URL.</summary>
    public static SourceUrl? Split(string text)
    {
        if (Parts().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var authority = match.Groups["authority"].Value;
        var at = authority.LastIndexOf('@'); // a password may hold one
        var place = Place().Match(authority[(at + 1)..]);
        return new(
            match.Groups["scheme"].Value.ToLowerInvariant(),
            at > 0 ? authority[..at] : null,
            place.Groups["host"].Value,
            place.Groups["port"] is { Success: true, Value: var port } ? port : null,
            match.Groups["rest"].Value);
    }

    /// <summary>A text of which it is not known where a password ends: nothing before the last @ is shown.</summary>
    public static string Hide(string text) => Redaction.HideInAddresses(Everything().Replace(text, "://"));

    /// <summary>What kind of address it is.</summary>
    /// <exception cref="ConfigurationException">It is none that can be opened.</exception>
    public AddressKind Check()
    {
        var kind = KindOf();
        if (Rest.Contains(' ', StringComparison.Ordinal))
        {
            throw Wrong("has a space in it; expected %20 instead");
        }

        if (Port is not null && !(int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536))
        {
            throw Wrong("has no valid port; expected a number up to 65535; in a password write %2F for /, %3F for ? and %23 for #");
        }

        return Host.Length > 0 || kind == AddressKind.Udp ? kind : throw Wrong("names no host");
    }

    /// <summary>The whole URL, secrets included.</summary>
    public override string ToString() => $"{Scheme}://{(User is null ? string.Empty : $"{User}@")}{Host}{(Port is null ? string.Empty : $":{Port}")}{Rest}";

    private AddressKind KindOf() => Scheme switch
    {
        "rtsp" => AddressKind.Rtsp,
        "rtsps" => AddressKind.Rtsps,
        "rtmp" or "rtmps" => AddressKind.Rtmp,
        "http" or "https" => KindOverHttp(),
        "udp" => AddressKind.Udp,
        _ => throw Wrong($"is no source; expected {Expected}"),
    };

    private AddressKind KindOverHttp()
    {
        var extension = Path.GetExtension(Rest.Split('?', '#')[0]);
        return extension.Equals(".m3u8", StringComparison.OrdinalIgnoreCase) ? AddressKind.Hls
            : s_recordings.Contains(extension) ? AddressKind.HttpFile
            : AddressKind.Http;
    }

    private ConfigurationException Wrong(string what) => new($"'{Hide($"{Scheme}://{Host}{Rest}")}' {what}");

    [GeneratedRegex(@"^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<authority>[^/?#]*)(?<rest>.*)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(?<host>\[[^\]]*\]|[^:]*)(?::(?<port>.*))?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();

    [GeneratedRegex("://.*@", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Everything();
}
