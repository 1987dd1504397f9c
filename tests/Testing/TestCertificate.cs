using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Glip.Testing;

/// <summary>A certificate for this machine that nobody has signed but itself, as files.</summary>
/// <param name="CertificatePath">PEM.</param>
/// <param name="KeyPath">PEM, without password.</param>
public sealed record TestCertificate(string CertificatePath, string KeyPath)
{
    public static TestCertificate Make(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var files = new TestCertificate(folder.File("certificate.pem"), folder.File("key.pem"));
        File.WriteAllText(files.CertificatePath, certificate.ExportCertificatePem());
        File.WriteAllText(files.KeyPath, key.ExportPkcs8PrivateKeyPem());
        return files;
    }
}
