using Glip.Core;
using Glip.Testing;
using static Glip.Sinks.Tests.MqttSamples;

namespace Glip.Sinks.Tests;

public sealed class MqttTlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestCertificate _certificate;
    private readonly TestCertificate _other;

    public MqttTlsTests() => (_certificate, _other) = (TestCertificate.Make(_folder), TestCertificate.Make(_folder, "elsewhere"));

    [Fact]
    public async Task Connect_TrustedCertificate_IsEncrypted()
    {
        await using var broker = await StartAsync(_certificate);
        await using var connection = await ConnectAsync(Secure(broker, new() { AuthorityPath = _certificate.CertificatePath }));

        Assert.True((await connection.PublishAsync(Message("glip/x", new string('x', 1 << 20)), Patience)).IsAccepted);
    }

    [Fact]
    public async Task Connect_OtherAuthority_IsNotTrusted()
    {
        await using var broker = await StartAsync(_certificate);

        var message = await RefusalAsync(Secure(broker, new() { AuthorityPath = _other.CertificatePath }));

        Assert.Equal(
            $"no safe connection to the broker mqtts://127.0.0.1:{broker.Port}: its certificate is not trusted; expected one that is valid now and signed by an authority in '{_other.CertificatePath}'",
            message);
    }

    [Fact]
    public async Task Connect_AuthoritiesOfTheSystem_DoNotTrustAnyone()
    {
        await using var broker = await StartAsync(_certificate);

        Assert.EndsWith("signed by an authority of the system", await RefusalAsync(Secure(broker, new())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_CertificateForAnotherName_IsRefusedUnlessInsecure()
    {
        await using var broker = await StartAsync(_other);
        var options = Secure(broker, new() { AuthorityPath = _other.CertificatePath });

        Assert.EndsWith("its certificate is for another name; expected one for '127.0.0.1'", await RefusalAsync(options), StringComparison.Ordinal);
        await using var connection = await ConnectAsync(options with { Tls = options.Tls with { Insecure = true } });
        Assert.EndsWith(
            "signed by an authority in '" + _certificate.CertificatePath + "'",
            await RefusalAsync(options with { Tls = new() { Insecure = true, AuthorityPath = _certificate.CertificatePath } }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_BrokerWantsCertificate_TakesTheRightOneOnly()
    {
        var client = TestCertificate.Make(_folder, "client");
        await using var broker = await StartAsync(_certificate, $"cafile {client.CertificatePath}", "require_certificate true", "use_identity_as_username true");
        var tls = new MqttTls { AuthorityPath = _certificate.CertificatePath };

        Assert.Matches("refuses a client without certificate|without a client certificate", await RefusalAsync(Secure(broker, tls))); // the second when the alert was lost
        Assert.Matches("accepts? the client certificate", await RefusalAsync(Secure(broker, tls with { CertificatePath = _other.CertificatePath, KeyPath = _other.KeyPath })));
        await using var connection = await ConnectAsync(Secure(broker, tls with { CertificatePath = client.CertificatePath, KeyPath = client.KeyPath }));
        await broker.WaitForLogAsync("u'client'");
    }

    [Fact]
    public async Task Connect_PlainBroker_SaysThatItSpeaksNoTls()
    {
        await using var broker = await MosquittoBroker.StartAsync();

        var message = await RefusalAsync(Secure(broker, new()));

        Assert.StartsWith($"no safe connection to the broker mqtts://127.0.0.1:{broker.Port}: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_WithoutTlsToTlsPort_SaysWhatWasExpected()
    {
        await using var broker = await StartAsync(_certificate);

        Assert.EndsWith("closed the connection before it answered CONNECT; expected a broker that speaks MQTT without TLS on this port", await RefusalAsync(Options(broker.Port)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_NobodyListens_SaysRefused()
    {
        await using var broker = MosquittoBroker.Prepare();

        Assert.EndsWith("cannot be reached: connection refused", await RefusalAsync(Secure(broker, new())), StringComparison.Ordinal);
    }

    [Fact]
    public void Connector_UnusableFiles_AreFoundBeforeConnecting()
    {
        var options = Options(1, scheme: "mqtts");
        var refused = (MqttTls tls) => Assert.Throws<ConfigurationException>(() => new MqttConnector(options with { Tls = tls }, TimeProvider.System)).Message;

        Assert.Contains("'/no/such/file.pem'", refused(new() { AuthorityPath = "/no/such/file.pem" }), StringComparison.Ordinal);
        Assert.Contains("incomplete", refused(new() { CertificatePath = _certificate.CertificatePath }), StringComparison.Ordinal);
        Assert.Contains("client certificate", refused(new() { CertificatePath = _certificate.CertificatePath, KeyPath = _other.KeyPath }), StringComparison.Ordinal);
        File.WriteAllText(_folder.File("nothing.pem"), "nothing");
        Assert.Contains("expected PEM", refused(new() { AuthorityPath = _folder.File("nothing.pem") }), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static Task<MosquittoBroker> StartAsync(TestCertificate certificate, params string[] more) =>
        MosquittoBroker.StartAsync(["allow_anonymous true", $"certfile {certificate.CertificatePath}", $"keyfile {certificate.KeyPath}", .. more]);

    private static MqttOptions Secure(MosquittoBroker broker, MqttTls tls) => Options(broker.Port, scheme: "mqtts") with { Tls = tls };

    private static async Task<string> RefusalAsync(MqttOptions options) =>
        (await Assert.ThrowsAnyAsync<UnavailableException>(() => ConnectAsync(options))).Message;
}
