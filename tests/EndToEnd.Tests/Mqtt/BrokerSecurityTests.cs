using System.Diagnostics;
using System.Globalization;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>Brokers that want to know who is there, and a program that wants to know who they are.</summary>
public sealed class BrokerSecurityTests : IDisposable
{
    private const string Secret = "hunter2";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Run_BrokerWantsPasswordAndTls_IsToldWithoutASecretInTheLog()
    {
        var certificate = TestCertificate.Make(_folder);
        var broker = await GuardedAsync(certificate);
        await using var glip = Program(broker, Secret, $", ca_file: '{certificate.CertificatePath}'");

        var (_, checkOutput, _) = await GlipProgram.RunAsync(glip.Folder, "check", "c.yaml", "--connect");
        glip.Start();
        await broker.WaitForLogAsync("'glip/gate/events'");
        var (exitCode, output, errors) = await glip.StopAsync();

        Assert.Equal(0, exitCode);
        Assert.Matches(@"broker: mqtts://127\.0\.0\.1:\d+ accepts this program after \d+ ms; MQTT 5", checkOutput);
        Assert.DoesNotContain(Secret, checkOutput + output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WrongPassword_GoesOnAndSaysSoOnce()
    {
        var certificate = TestCertificate.Make(_folder);
        var broker = await GuardedAsync(certificate);
        await using var glip = Program(broker, "wrong" + Secret, $", ca_file: '{certificate.CertificatePath}'");

        await CheckRefusedAsync(glip, "refuses user 'glip': not authorised (reason 0x87); expected a user that it knows, with the right password");
    }

    [Fact]
    public async Task Run_WrongAuthority_GoesOnAndSaysSoOnce()
    {
        var other = TestCertificate.Make(_folder, "other");
        var broker = await GuardedAsync(TestCertificate.Make(_folder));
        await using var glip = Program(broker, Secret, $", ca_file: '{other.CertificatePath}'");

        await CheckRefusedAsync(glip, "its certificate is not trusted; expected one that is valid now and signed by an authority in");
    }

    [Fact]
    public async Task Run_FileForTlsIsMissing_StartsNothing()
    {
        var broker = MosquittoBroker.Prepare();
        await using var glip = Program(broker, Secret, ", ca_file: missing.pem");

        glip.Start();
        var (exitCode, _, errors) = await glip.Program.WaitAsync();

        Assert.Equal(2, exitCode);
        Assert.Contains("the authorities '", errors, StringComparison.Ordinal);
        Assert.Contains("missing.pem' for the broker cannot be used, expected PEM", errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The camera is looked at, and the broker tried again, without a line each time.</summary>
    private static async Task CheckRefusedAsync(BrokerProgram glip, string reason)
    {
        glip.Start();
        await Waiting.UntilAsync(() => glip.Written.Count > 12);
        var (exitCode, output, errors) = await glip.StopAsync();

        Assert.Equal(0, exitCode);
        Assert.Single(errors.Split('\n'), line => line.Contains("broker away", StringComparison.Ordinal) && line.Contains(reason, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, output + errors, StringComparison.Ordinal);
    }

    private static BrokerProgram Program(MosquittoBroker broker, string password, string mqtt)
    {
        var glip = BrokerProgram.Of(broker);
        glip.Configure(BrokerProgram.Still(), mqtt);
        var file = Path.Combine(glip.Folder, "c.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("mqtt://", string.Create(CultureInfo.InvariantCulture, $"mqtts://glip:{password}@"), StringComparison.Ordinal));
        return glip;
    }

    private async Task<MosquittoBroker> GuardedAsync(TestCertificate certificate)
    {
        var passwords = _folder.File("passwords");
        using var process = Process.Start(new ProcessStartInfo("mosquitto_passwd", ["-b", "-c", passwords, "glip", Secret]) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        return await MosquittoBroker.StartAsync($"certfile {certificate.CertificatePath}", $"keyfile {certificate.KeyPath}", $"password_file {passwords}", "allow_anonymous false");
    }
}
