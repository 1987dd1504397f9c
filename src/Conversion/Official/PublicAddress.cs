using System.Net.Http.Headers;
using System.Text;

namespace Glip.Conversion;

/// <summary>Addresses without what is secret in them.</summary>
internal static class PublicAddress
{
    /// <summary>Scheme, host and path. User, password and query, where access tokens stand, are left out.</summary>
    public static string Of(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>The user and password of an address as HTTP sends them; null when there are none.</summary>
    /// <remarks>Source: RFC 7617.</remarks>
    public static AuthenticationHeaderValue? Credentials(Uri address) => address.UserInfo.Length == 0
        ? null
        : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));

    public static bool IsSameServer(Uri a, Uri b) =>
        Uri.Compare(a, b, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
