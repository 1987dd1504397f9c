using System.Text.RegularExpressions;

namespace Glip.Ingest;

/// <summary>Leaves secrets out of texts that people see.</summary>
/// <param name="secrets">Texts that must not appear, beside what addresses reveal.</param>
internal sealed partial class Redaction(IReadOnlyCollection<string> secrets)
{
    private const string Hidden = "***";

    /// <summary>Hides what addresses reveal: user names, passwords, and the values of parameters that are called like a secret.</summary>
    public static string HideInAddresses(string text) =>
        Parameters().Replace(Credentials().Replace(text, "://"), match => $"{match.Groups["name"].Value}={Hidden}");

    /// <summary>The values that <see cref="HideInAddresses"/> hides behind names of parameters.</summary>
    public static IEnumerable<string> SecretValues(string address) => Parameters().Matches(address).Select(match => match.Groups["value"].Value);

    public string Apply(string text) => secrets.Aggregate(HideInAddresses(text), (clean, secret) => clean.Replace(secret, Hidden, StringComparison.Ordinal));

    // Up to the last @ before the path: a password may hold one.
    [GeneratedRegex("://[^/\\s'\"]*@", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Credentials();

    [GeneratedRegex(
        @"(?<name>[?&;/_][^=&;/?\s]*(?:token|pass|pwd|secret|key|auth|sig|credential|session|user|login)[^=&;/?\s]*)=(?<value>[^&;\s'""]*)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameters();
}
