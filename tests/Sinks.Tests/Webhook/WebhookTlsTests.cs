using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

/// <summary>Real handshakes.</summary>
public sealed class WebhookTlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SetClock _clock = new(Samples.Now);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_AuthorityOfTheServer_IsTrusted()
    {
        var certificate = TestCertificate.Make(_folder);
        await using var server = await HookServer.StartAsync(certificate: certificate);
        await using var link = Start(server, certificate.CertificatePath);
        await link.EnqueueAsync(EventType.Start);
        await link.EmptyAsync();

        Assert.Single(server.Requests);
        Assert.Empty(link.Warnings);
    }

    [Fact]
    public async Task RunAsync_UnknownAuthority_IsToldAndNothingIsSent()
    {
        await using var server = await HookServer.StartAsync(certificate: TestCertificate.Make(_folder));
        await AssertProblemAsync(server, null, "cannot be trusted: its certificate is not trusted; expected one that is signed by an authority of the system");
    }

    [Fact]
    public async Task RunAsync_OtherAuthority_IsToldWithItsFile()
    {
        await using var server = await HookServer.StartAsync(certificate: TestCertificate.Make(_folder));
        using var other = new TemporaryFolder();
        var authority = TestCertificate.Make(other).CertificatePath;
        await AssertProblemAsync(server, authority, $"expected one that is signed by an authority in '{authority}'");
    }

    [Fact]
    public async Task RunAsync_CertificateOfAnotherName_IsTold()
    {
        var certificate = TestCertificate.Make(_folder, "elsewhere.example");
        await using var server = await HookServer.StartAsync(certificate: certificate);
        await AssertProblemAsync(server, certificate.CertificatePath, "its certificate is for another name; expected one for '127.0.0.1'");
    }

    [Fact]
    public async Task RunAsync_ServerWithoutTls_IsTold()
    {
        await using var server = await HookServer.StartAsync();
        var address = WebhookAddress.Parse($"https://127.0.0.1:{server.Address.Port}/hook");
        await AssertProblemAsync(new() { Address = address, Timeout = TimeSpan.FromDays(1) }, "cannot be trusted: TLS failed (");
    }

    [Fact]
    public void Create_AuthorityThatIsNone_IsRefused()
    {
        File.WriteAllText(_folder.File("empty.pem"), "nothing");
        var address = WebhookAddress.Parse("https://127.0.0.1/hook");
        foreach (var file in (string[])["empty.pem", "missing.pem"])
        {
            var error = Assert.Throws<ConfigurationException>(() => new WebhookSender(new() { Address = address, AuthorityPath = _folder.File(file) }, _clock));
            Assert.Contains($"'{_folder.File(file)}' for the webhook cannot be used, expected PEM", error.Message, StringComparison.Ordinal);
        }
    }

    private RunningWebhook Start(HookServer server, string? authority) => new(_folder, RunningWebhook.Options(server) with { AuthorityPath = authority }, _clock);

    private Task AssertProblemAsync(HookServer server, string? authority, string words) =>
        AssertProblemAsync(RunningWebhook.Options(server) with { AuthorityPath = authority }, words);

    private async Task AssertProblemAsync(WebhookOptions options, string words)
    {
        await using var link = new RunningWebhook(_folder, options, _clock);
        await link.EnqueueAsync(EventType.Start);
        await link.UntilAsync(() => link.Problem is not null);

        Assert.Contains(words, link.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', link.Problem!);
        Assert.Equal(1, link.Waiting);
    }
}
