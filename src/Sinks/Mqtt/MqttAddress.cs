using System.Globalization;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Where the broker is and who asks: <c>mqtt://user:password@host:1883</c>, or <c>mqtts://</c> with TLS.</summary>
/// <param name="Host">Name or address; an IPv6 address without brackets.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="UsesTls">Whether the connection is encrypted.</param>
/// <param name="User">Null for nobody.</param>
/// <param name="Password">Null for none.</param>
public sealed record MqttAddress(string Host, int Port, bool UsesTls, string? User = null, string? Password = null)
{
    private const int PlainPort = 1883; // registered with IANA as mqtt
    private const int TlsPort = 8883; // secure-mqtt
    private const string Expected = "expected mqtt://user:password@host:1883 or mqtts://host:8883";

    /// <summary>Reads an address; a port may be missing, user and password may be percent-encoded. The password is a secret from then on.</summary>
    /// <exception cref="ConfigurationException">It is not an address of a broker.</exception>
    public static MqttAddress Parse(string text)
    {
        var (usesTls, rest) = Scheme(text);
        var at = rest.LastIndexOf('@'); // a password may hold an unescaped '@', '/' or ':'
        var (user, password) = at < 0 ? (null, null) : Identity(rest[..at]);
        var (host, port) = Place(rest[(at + 1)..].TrimEnd('/'));
        return new MqttAddress(host, port ?? (usesTls ? TlsPort : PlainPort), usesTls, user, password);
    }

    /// <summary>The address as it may be shown: without user and password.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(UsesTls ? "mqtts" : "mqtt")}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    private static (bool UsesTls, string AfterScheme) Scheme(string text)
    {
        foreach (var (scheme, usesTls) in new[] { ("mqtt://", false), ("mqtts://", true) })
        {
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return (usesTls, text[scheme.Length..]);
            }
        }

        var end = text.IndexOf("://", StringComparison.Ordinal);
        throw new ConfigurationException($"the address of the broker begins with {(end < 0 ? "no scheme" : $"'{text[..end]}://'")}; {Expected}");
    }

    private static (string User, string? Password) Identity(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var user = Uri.UnescapeDataString(colon < 0 ? text : text[..colon]);
        var password = colon < 0 ? null : Uri.UnescapeDataString(text[(colon + 1)..]);
        if (password is not null)
        {
            Secrets.Register(password);
        }

        return user.Length > 0 ? (user, password) : throw new ConfigurationException($"the address of the broker has no user name before '@'; {Expected}");
    }

    private static (string Host, int? Port) Place(string text)
    {
        var bracket = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        var colon = text.IndexOf(':', Math.Max(bracket, 0));
        var host = colon < 0 ? text : text[..colon];
        return Uri.CheckHostName(host) != UriHostNameType.Unknown
            ? (host.Trim('[', ']'), colon < 0 ? null : PortOf(text[(colon + 1)..]))
            : throw new ConfigurationException($"the address of the broker has no valid host (found '{host}'); {Expected}");
    }

    private static int PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
            ? port
            : throw new ConfigurationException($"the address of the broker has no valid port (found {Shown(text)}, expected 1 to 65535)");

    /// <summary>What stands in the place of a port may be a password without its '@'.</summary>
    private static string Shown(string port) => port.Length <= 5 && port.All(char.IsAsciiDigit) ? $"'{port}'" : "no number";
}
