using Glip.Core;
using Glip.Testing;
using static Glip.Sinks.Tests.MqttSamples;

namespace Glip.Sinks.Tests;

public sealed class MqttFallBackTests
{
    private static readonly byte[] s_refusalOfVersion5 = [0x20, 3, 0, 0x84, 0];
    private static readonly byte[] s_refusalOfOld = [0x20, 2, 0, 0x01];

    public static TheoryData<byte[], int> Refusals => new() { { s_refusalOfVersion5, 1 }, { s_refusalOfOld, 1 }, { [], 2 } };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Connect_OldBroker_SpeaksTheOldVersionFromThenOn(byte[] answer, int refusals)
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var old = new OldBroker(broker.Port, answer);
        var connector = Connector(old.Port);
        for (var i = 0; i < refusals; i++)
        {
            Assert.Equal(MqttVersion.V5, connector.Version);
            await Assert.ThrowsAsync<UnavailableException>(() => connector.ConnectAsync(Patience));
        }

        for (var i = 0; i < 2; i++)
        {
            await using var connection = await connector.ConnectAsync(Patience);
            Assert.Equal(MqttVersion.V311, connection.Version);
            var message = Message("glip/x") with { ContentType = "text/plain", Expiry = TimeSpan.FromHours(1), UserProperties = [new("a", "b")] };
            Assert.Equal(0, (await connection.PublishAsync(message, Patience)).ReasonCode);
        }

        Assert.Equal([.. Enumerable.Repeat(5, refusals), 4, 4], old.Versions);
    }

    [Fact]
    public async Task Connect_ClosedEarlyOnceThenAccepted_StaysWithVersion5()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var proxy = new TcpProxy(broker.Port);
        var connector = Connector(proxy.Port);
        for (var i = 0; i < 3; i++)
        {
            await broker.KillAsync(); // the proxy accepts, finds nobody, and closes
            await Assert.ThrowsAsync<UnavailableException>(() => connector.ConnectAsync(Patience));
            await broker.StartAsync();
            await using var connection = await connector.ConnectAsync(Patience);

            Assert.Equal(MqttVersion.V5, connection.Version);
        }
    }

    [Fact]
    public async Task Connect_WrongPasswordInTheOldVersion_SaysSo()
    {
        using var folder = new TemporaryFolder();
        await using var broker = await MosquittoBroker.StartAsync($"password_file {PasswordFile(folder, ("glip", "right-one"))}");
        await using var old = new OldBroker(broker.Port, s_refusalOfOld);
        var connector = new MqttConnector(Options(old.Port, "glip:wrong-one@"), TimeProvider.System);
        await Assert.ThrowsAsync<UnavailableException>(() => connector.ConnectAsync(Patience));

        var e = await Assert.ThrowsAsync<MqttDeniedException>(() => connector.ConnectAsync(Patience));

        Assert.Contains("refuses user 'glip': not authorised (reason 0x87)", e.Message, StringComparison.Ordinal);
    }
}
