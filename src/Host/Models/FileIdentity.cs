using System.Security.Cryptography;
using Glip.Core;

namespace Glip.Host;

/// <summary>Tells a file from any other.</summary>
internal static class FileIdentity
{
    /// <summary>Name and SHA-256 of a file, for a manifest.</summary>
    /// <exception cref="UnavailableException">The file cannot be read.</exception>
    public static string Of(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var slice = new byte[1 << 20];
            while (file.Read(slice) is var read and > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(slice, 0, read);
            }

            return $"{Path.GetFileName(path)}, sha256 {Convert.ToHexStringLower(hash.GetHashAndReset())}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnavailableException($"{path}: cannot be read ({e.Message})", e);
        }
    }
}
