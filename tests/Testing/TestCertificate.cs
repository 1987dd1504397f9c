using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Glip.Testing;

/// <summary>A certificate for this machine that nobody has signed but itself, as files.</summary>
/// <param name="CertificatePath">PEM.</param>
/// <param name="KeyPath">PEM, without password.</param>
public sealed record TestCertificate(string CertificatePath, string KeyPath)
{
    /// <param name="folder">Where the files are written.</param>
    /// <param name="name">Whose it is; null for this machine by its address.</param>
    public static TestCertificate Make(TemporaryFolder folder, string? name = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name ?? "localhost"}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (name is null)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var files = new TestCertificate(folder.File($"{name}certificate.pem"), folder.File($"{name}key.pem"));
        File.WriteAllText(files.CertificatePath, certificate.ExportCertificatePem());
        File.WriteAllText(files.KeyPath, key.ExportPkcs8PrivateKeyPem());
        return files;
    }
}
