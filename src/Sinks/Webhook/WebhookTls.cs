using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>How the receiver proves who it is, and why it could not.</summary>
internal sealed class WebhookTls
{
    private readonly WebhookOptions _options;
    private volatile string? _refusal;

    /// <exception cref="ConfigurationException">The file of authorities cannot be used.</exception>
    public WebhookTls(WebhookOptions options)
    {
        _options = options;
        Options = new() { RemoteCertificateValidationCallback = Check, CertificateChainPolicy = options.AuthorityPath is { } path ? Trusting(path) : null };
    }

    public SslClientAuthenticationOptions Options { get; }

    /// <summary>What was wrong with the last certificate; null when nothing was.</summary>
    public string? Refusal => _refusal;

    private string Authorities => _options.AuthorityPath is { } path ? $"an authority in '{path}'" : "an authority of the system";

    private static X509ChainPolicy Trusting(string path)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Unusable(path, e.Message, e);
        }

        return policy.CustomTrustStore.Count > 0 ? policy : throw Unusable(path, "there is no certificate in it", null);
    }

    private static ConfigurationException Unusable(string path, string found, Exception? cause) =>
        new($"the authorities '{path}' for the webhook cannot be used, expected PEM: {found}", cause);

    private bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _refusal = errors == SslPolicyErrors.None ? null : Words(errors, chain);
        return errors == SslPolicyErrors.None;
    }

    private string Words(SslPolicyErrors errors, X509Chain? chain) =>
        errors == SslPolicyErrors.RemoteCertificateNameMismatch ? $"its certificate is for another name; expected one for '{_options.Address.Uri.Host}'" :
        chain?.ChainStatus.Any(status => status.Status == X509ChainStatusFlags.NotTimeValid) ?? false ? "its certificate is not valid at this time" :
        $"its certificate is not trusted; expected one that is signed by {Authorities}";
}
