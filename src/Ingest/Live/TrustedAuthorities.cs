using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>Whose certificates are believed.</summary>
internal static class TrustedAuthorities
{
    /// <summary>Checks a file of certificates (PEM); null is right.</summary>
    /// <exception cref="ConfigurationException">It cannot be read, or holds none.</exception>
    public static void Check(string? file)
    {
        try
        {
            if (file is not null && Policy(file).CustomTrustStore.Count == 0)
            {
                throw new ConfigurationException($"'{file}' holds no certificate; expected one or more in PEM form");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConfigurationException($"'{file}' cannot be read as certificates ({e.Message}); expected one or more in PEM form", e);
        }
    }

    /// <summary>Trusts those in a file; those of the system without one.</summary>
    public static X509ChainPolicy Policy(string? file)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (file is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.ImportFromPemFile(file);
        }

        return policy;
    }
}
