using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>What <c>glip watch</c> does not begin with.</summary>
public sealed class WatchRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("with 'http://'", "http://host")]
    [InlineData("no valid port", "mqtt://user:hush-hush")]
    [InlineData("did you mean 'zone_enter'?", "mqtt://localhost", "--type", "zone-enter")]
    [InlineData("--stream 'Front' is no name", "mqtt://localhost", "--stream", "Front")]
    [InlineData("the topic prefix 'a/#'", "mqtt://localhost", "--prefix", "a/#")]
    [InlineData("a phrase is empty", "mqtt://localhost", "--phrase", " ")]
    [InlineData("--count is not above 0", "mqtt://localhost", "--count", "0")]
    [InlineData("expected an address with mqtts://", "mqtt://localhost", "--insecure")]
    [InlineData("the client certificate for the broker is incomplete", "mqtts://localhost", "--key-file", "x")]
    public async Task Arguments_Wrong_AreRefusedInOneLine(string message, params string[] arguments)
    {
        var (exitCode, output, errors) = await GlipProgram.RunAsync(_folder.Path, ["watch", .. arguments]);

        Assert.Equal((2, string.Empty), (exitCode, output));
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", errors, StringComparison.Ordinal);
        Assert.Equal(1, errors.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Password_WrongAtFirst_EndsInOneLineWithoutIt()
    {
        await using var broker = await MosquittoBroker.StartAsync("allow_anonymous false");

        var (exitCode, output, errors) = await GlipProgram.RunAsync(_folder.Path, "watch", FormattableString.Invariant($"mqtt://eve:hush-hush@127.0.0.1:{broker.Port}"));

        Assert.Equal((1, string.Empty), (exitCode, output));
        Assert.Equal(
            $"glip: the broker mqtt://127.0.0.1:{broker.Port} refuses user 'eve': not authorised (reason 0x87); expected a user that it knows, with the right password\n",
            errors);
    }

    [Fact]
    public async Task Certificate_NotTrustedAtFirst_EndsInOneLine()
    {
        var certificate = TestCertificate.Make(_folder);
        await using var broker = await MosquittoBroker.StartAsync("allow_anonymous true", $"certfile {certificate.CertificatePath}", $"keyfile {certificate.KeyPath}");

        var (exitCode, _, errors) = await GlipProgram.RunAsync(_folder.Path, "watch", FormattableString.Invariant($"mqtts://127.0.0.1:{broker.Port}"));

        Assert.Equal(1, exitCode);
        Assert.Contains("its certificate is not trusted", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broker_RefusesLater_IsTriedAgain()
    {
        var passwords = _folder.File("passwords");
        await File.WriteAllTextAsync(passwords, "eve:hush-hush\n");
        using (var hashing = System.Diagnostics.Process.Start("mosquitto_passwd", ["-U", passwords]))
        {
            await hashing.WaitForExitAsync();
        }

        await using var broker = await MosquittoBroker.StartAsync("allow_anonymous false", $"password_file {passwords}");
        await using var program = GlipProgram.Start(_folder.Path, ["watch", FormattableString.Invariant($"mqtt://eve:hush-hush@127.0.0.1:{broker.Port}")]);
        await broker.WaitForLogAsync("Sending SUBACK to glip-watch-");

        await broker.KillAsync();
        await File.WriteAllTextAsync(passwords, string.Empty);
        await broker.StartAsync();
        await broker.WaitForLogAsync("not authorised");
        program.Signal("INT");

        var (exitCode, _, errors) = await program.WaitAsync();
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("hush", errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
