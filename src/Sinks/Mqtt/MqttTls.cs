using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>How the broker proves who it is, and this client to it. TLS 1.2 or newer.</summary>
public sealed record MqttTls
{
    /// <summary>PEM file with the authorities to trust; null for those of the system.</summary>
    public string? AuthorityPath { get; init; }

    /// <summary>PEM file with the client's certificate; null for none. Needs <see cref="KeyPath"/>.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>PEM file with the key of the certificate, without a password.</summary>
    public string? KeyPath { get; init; }

    /// <summary>The name in the broker's certificate is not compared with the address. Who signed it is checked all the same.</summary>
    public bool Insecure { get; init; }

    /// <exception cref="ConfigurationException">A file is missing, is not what it should be, or does not fit the other.</exception>
    internal void Check()
    {
        if ((CertificatePath is null) != (KeyPath is null))
        {
            throw new ConfigurationException("the client certificate for the broker is incomplete: expected a certificate file and a key file");
        }

        Read(AuthorityPath, "authorities", ReadAuthorities);
        Read(CertificatePath, "client certificate", path => X509Certificate2.CreateFromPemFile(path, KeyPath).Dispose());
    }

    private static void ReadAuthorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        foreach (var authority in authorities)
        {
            authority.Dispose();
        }

        if (authorities.Count == 0)
        {
            throw new CryptographicException("there is no certificate in it");
        }
    }

    private static void Read(string? path, string what, Action<string> read)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException) // the last one when certificate and key do not fit
        {
            throw new ConfigurationException($"the {what} '{path}' for the broker cannot be used, expected PEM: {e.Message}", e);
        }
    }
}
