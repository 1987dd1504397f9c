using System.Security.Cryptography;
using Glip.Core;

namespace Glip.Host;

/// <summary>Tells a file from any other.</summary>
internal static class FileIdentity
{
    /// <summary>Name and SHA-256 of a file, for a manifest.</summary>
    /// <exception cref="UnavailableException">The file cannot be read.</exception>
    public static async Task<string> OfAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var file = File.OpenRead(path);
            var hash = await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false);
            return $"{Path.GetFileName(path)}, sha256 {Convert.ToHexStringLower(hash)}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnavailableException($"{path}: cannot be read ({e.Message})", e);
        }
    }
}
