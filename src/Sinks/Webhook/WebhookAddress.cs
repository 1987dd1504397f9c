using System.Net.Http.Headers;
using System.Text;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Where events are posted to: <c>https://user:password@host/path</c>, or <c>http://</c>.</summary>
public sealed record WebhookAddress
{
    private const string Expected = "expected https://host/path or http://host:port/path, reserved characters in user and password percent-encoded";

    private readonly string _shown;

    private WebhookAddress(Uri uri, AuthenticationHeaderValue? authorization, string shown)
    {
        Uri = uri;
        Authorization = authorization;
        _shown = shown;
    }

    /// <summary>Without user and password.</summary>
    public Uri Uri { get; }

    /// <summary>Basic authentication, when there is a user; null otherwise.</summary>
    public AuthenticationHeaderValue? Authorization { get; }

    /// <summary>Reads an address. The password is a secret from then on, and so is the path when the whole address was one.</summary>
    /// <exception cref="ConfigurationException">It is not an address over http or https. The message does not hold it.</exception>
    public static WebhookAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            throw new ConfigurationException($"is no address of a web server; {Expected}");
        }

        var plain = new UriBuilder(uri) { UserName = string.Empty, Password = string.Empty }.Uri;
        if (!Redaction.Hide(text).StartsWith(uri.Scheme, StringComparison.OrdinalIgnoreCase))
        {
            Secrets.Register(plain.PathAndQuery);
        }

        return new WebhookAddress(plain, uri.UserInfo.Length == 0 ? null : Basic(uri.UserInfo), Redaction.Hide(plain.AbsoluteUri));
    }

    /// <summary>The address as it may be shown: without user, password and other secrets.</summary>
    public override string ToString() => _shown;

    /// <remarks>Source: RFC 7617.</remarks>
    private static AuthenticationHeaderValue Basic(string userInfo)
    {
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        var (user, password) = colon < 0 ? (userInfo, string.Empty) : (userInfo[..colon], userInfo[(colon + 1)..]);
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.UnescapeDataString(user)}:{Uri.UnescapeDataString(password)}"));
        Secrets.Register(Uri.UnescapeDataString(password));
        Secrets.Register(credentials);
        return new("Basic", credentials);
    }
}
