using System.Text.RegularExpressions;

namespace Glip.Core;

/// <summary>Takes secrets out of text that leaves the program: log lines, errors, messages of other programs, states.</summary>
public static partial class Redaction
{
    private const string Mask = "***";

    /// <summary>
    /// The text with <c>***</c> for every value of <see cref="Secrets"/>, for <c>user:password</c> in addresses, and for query parameters
    /// whose name looks secret (token, key, password, …). In doubt it hides more than it has to.
    /// </summary>
    public static string Hide(string text)
    {
        foreach (var secret in Secrets.Known)
        {
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        }

        return SecretParameter().Replace(UserInfo().Replace(text, Mask), Mask);
    }

    /// <summary>
    /// From "://" to the last '@' of the host part. A password may hold an unescaped '/', '?' or '#': where a user name and ':' come first,
    /// to the last '@' of the address, unless a port stands behind the ':'.
    /// </summary>
    [GeneratedRegex(@"(?<=://)(?:[^\s/?#:@\[]*:(?!\d{1,5}[/?#])(?:(?!://)\S)*|[^\s/?#]*)(?=@)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"(?<=[?&;][^\s=?&;]{0,64}(?:token|key|pas|pw|auth|sig|secret|credential|session)[^\s=?&;]{0,64}=)[^\s&""]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretParameter();
}
