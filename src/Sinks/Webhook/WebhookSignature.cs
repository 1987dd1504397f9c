using System.Security.Cryptography;
using System.Text;

namespace Glip.Sinks;

/// <summary>Proves that a message comes from someone who knows the secret, and when it was sent.</summary>
internal static class WebhookSignature
{
    /// <summary><c>v1=</c> and HMAC-SHA256 over the time, a full stop and the body, in lower-case hex digits.</summary>
    /// <param name="secret">The key, in UTF-8.</param>
    /// <param name="timestamp">As in its header.</param>
    /// <param name="body">As it is sent.</param>
    /// <remarks>Source: RFC 2104.</remarks>
    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp), (byte)'.', .. body];
        return "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }
}
