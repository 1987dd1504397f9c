namespace Glip.Ingest;

/// <summary>Finds what is secret in an address.</summary>
internal static class AddressSecrets
{
    /// <summary>Shorter ones would be found inside of ordinary words; where they stand in an address they are hidden by their place.</summary>
    private const int Shortest = 4;

    /// <summary>The password and the values of secret parameters: as written, decoded, and encoded anew. The longest first, since one may contain another.</summary>
    public static IReadOnlyList<string> Find(string address) =>
        [.. Redaction.SecretValues(address).Append(Password(address)).SelectMany(Forms)
            .Where(secret => secret.Length >= Shortest).Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)];

    private static IEnumerable<string> Forms(string secret)
    {
        var decoded = Uri.UnescapeDataString(secret);
        return [secret, decoded, Uri.EscapeDataString(decoded)];
    }

    private static string Password(string address) =>
        SourceUrl.Split(address)?.User is { } user && user.IndexOf(':') is >= 0 and var colon ? user[(colon + 1)..] : string.Empty;
}
