using Glip.Core;
using Glip.Testing;
using static Glip.Sinks.Tests.MqttSamples;

namespace Glip.Sinks.Tests;

public sealed class MqttConnectTests
{
    [Fact]
    public async Task Connect_Broker_SpeaksVersion5WithCleanStartAndKeepAlive()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var connection = await ConnectAsync(broker);

        Assert.Equal(MqttVersion.V5, connection.Version);
        await broker.WaitForLogAsync("as glip-test (p5, c1, k30)");
    }

    [Theory]
    [InlineData("glip:right-one@", null)]
    [InlineData("glip:wrong-one@", "user 'glip'")]
    [InlineData("", "a client without user name")]
    public async Task Connect_BrokerWithPasswords_TakesTheRightOneOnly(string identity, string? refused)
    {
        using var folder = new TemporaryFolder();
        await using var broker = await MosquittoBroker.StartAsync($"password_file {PasswordFile(folder, ("glip", "right-one"))}");
        var connecting = ConnectAsync(Options(broker.Port, identity));

        if (refused is null)
        {
            await (await connecting).DisposeAsync();
            return;
        }

        var e = await Assert.ThrowsAsync<MqttDeniedException>(() => connecting);
        Assert.Equal($"the broker mqtt://127.0.0.1:{broker.Port} refuses {refused}: not authorised (reason 0x87); expected a user that it knows, with the right password", e.Message);
    }

    [Fact]
    public async Task Connect_PasswordInTheUsersName_IsNotTold()
    {
        using var folder = new TemporaryFolder();
        await using var broker = await MosquittoBroker.StartAsync($"password_file {PasswordFile(folder, ("glip", "right-one"))}");

        var e = await Assert.ThrowsAsync<MqttDeniedException>(() => ConnectAsync(Options(broker.Port, "is-secret-9:is-secret-9@")));

        Assert.DoesNotContain("is-secret-9", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_NobodyListens_SaysRefused()
    {
        await using var broker = MosquittoBroker.Prepare();

        var e = await Assert.ThrowsAsync<UnavailableException>(() => ConnectAsync(broker));

        Assert.Equal($"the broker mqtt://127.0.0.1:{broker.Port} cannot be reached: connection refused", e.Message);
    }

    [Fact]
    public async Task Connect_UnknownName_SaysSo()
    {
        var options = Options(1) with { Address = MqttAddress.Parse("mqtt://no-such-broker.invalid") };

        var e = await Assert.ThrowsAsync<UnavailableException>(() => ConnectAsync(options));

        Assert.StartsWith("the broker mqtt://no-such-broker.invalid:1883 cannot be reached: the name 'no-such-broker.invalid' is unknown", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mqtt", "MQTT on this port")]
    [InlineData("mqtts", "MQTT over TLS on this port")]
    public async Task Connect_SomebodyWhoSaysNothing_GivesUpInTime(string scheme, string expected)
    {
        await using var proxy = new TcpProxy(1);
        proxy.Freeze();
        var options = Options(proxy.Port, scheme: scheme) with { ConnectTimeout = TimeSpan.FromSeconds(0.5) };

        var e = await Assert.ThrowsAsync<UnavailableException>(() => ConnectAsync(options));

        Assert.Contains($"does not answer CONNECT within 0.5 s; expected a broker that speaks {expected}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_Cancelled_EndsAtOnce()
    {
        await using var proxy = new TcpProxy(1);
        proxy.Freeze();
        using var cancellation = new CancellationTokenSource();
        var connecting = Connector(proxy.Port).ConnectAsync(cancellation.Token);
        await Waiting.UntilAsync(() => proxy.Accepted == 1);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Theory]
    [InlineData("0.0.0.0", true)]
    [InlineData("::", false)]
    public async Task Open_FromAnAddressOfOneFamily_ReachesThatFamilyOnly(string bindAddress, bool isReached)
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var connection = new MqttConnection(Options(broker.Port), MqttVersion.V5);

        var end = await connection.OpenAsync(bindAddress, Patience);

        Assert.Equal(isReached ? null : MqttEndKind.Unreachable, end?.Kind);
    }

    [Fact]
    public async Task Connect_Name_IsLookedUp()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        var options = Options(1) with { Address = new MqttAddress("localhost", broker.Port, UsesTls: false) }; // the broker listens to IPv4 only

        await using var connection = await ConnectAsync(options);

        Assert.False(connection.Ended.IsCompleted);
    }

    [Theory]
    [InlineData(0x8E, "another client connected with the same client id (reason 0x8E); expected nobody else to be 'glip-test': each program needs an instance name of its own")]
    [InlineData(0x8B, "server shuts down (reason 0x8B)")]
    public async Task Ended_BrokerSaysWhy_IsTold(byte reason, string words)
    {
        await using var broker = new OldBroker(0, 0x20, 3, 0, 0, 0, 0xE0, 1, reason);
        await using var connection = await ConnectAsync(Options(broker.Port));

        Assert.Equal($"the broker mqtt://127.0.0.1:{broker.Port} ended the connection: {words}", await connection.Ended.WaitAsync(Patience));
    }

    [Fact]
    public async Task Ended_SameClientIdElsewhere_IsSuspected()
    {
        await using var broker = await MosquittoBroker.StartAsync(); // this one does not say why
        await using var first = await ConnectAsync(broker);
        await using var second = await ConnectAsync(broker);

        Assert.EndsWith("another client may have the id 'glip-test'", await first.Ended.WaitAsync(Patience), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x85, "client id not allowed")]
    [InlineData(0x88, "server unavailable")]
    [InlineData(0x89, "server busy")]
    [InlineData(0x8A, "banned by an administrator")]
    [InlineData(0x97, "quota exceeded")]
    public async Task Connect_BrokerRefuses_SaysWhy(byte reason, string words)
    {
        await using var broker = new OldBroker(0, 0x20, 9, 0, reason, 6, 0x1F, 0, 3, (byte)'n', (byte)'o', (byte)'!');

        var e = await Assert.ThrowsAsync<UnavailableException>(() => ConnectAsync(Options(broker.Port)));

        Assert.Equal($"the broker mqtt://127.0.0.1:{broker.Port} refuses a client without user name: {words} (reason 0x{reason:X2}); it says 'no!'", e.Message);
    }

    [Fact]
    public async Task Connect_ProgramsStartedLater_DoNotHoldTheConnection()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var connection = await ConnectAsync(broker);
        using var program = System.Diagnostics.Process.Start("sleep", ["60"]);

        Assert.True(RunningProcesses.IsConnectedTo(Environment.ProcessId, broker.Port));
        Assert.False(RunningProcesses.IsConnectedTo(program.Id, broker.Port));
        program.Kill();
    }
}
