using Glip.Testing;
using static Glip.Sinks.Tests.MqttSamples;

namespace Glip.Sinks.Tests;

/// <summary>The link with a real broker and its faults.</summary>
public sealed class MqttLinkBrokerTests
{
    private const string StatusTopic = "glip/instance/test/status";

    [Fact]
    public async Task Run_BrokerComesLater_Connects()
    {
        await using var broker = MosquittoBroker.Prepare();
        await using var link = Start(broker.Port);
        await link.WaitAsync(MqttLinkState.Waiting);

        await broker.StartAsync();
        await link.WaitAsync(MqttLinkState.Connected);

        Assert.Equal(
            [MqttLinkState.Connecting, MqttLinkState.Waiting, MqttLinkState.Connecting],
            link.History.Take(3).Select(status => status.State));
        Assert.EndsWith("connection refused", link.History[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BrokerIsKilledAndStartedAgain_ComesBack()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var link = Start(broker.Port);
        await link.WaitAsync(MqttLinkState.Connected);

        for (var times = 2; times < 5; times++)
        {
            await broker.KillAsync();
            await Waiting.UntilAsync(() => link.Status.State == MqttLinkState.Waiting);
            await broker.StartAsync();
            await link.WaitAsync(MqttLinkState.Connected, times);
            Assert.True((await link.Connection!.PublishAsync(Message("glip/x"), Patience)).IsAccepted);
        }
    }

    [Fact]
    public async Task Run_ConnectionIsCut_BrokerPublishesTheWillAndTheLinkComesBack()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var proxy = new TcpProxy(broker.Port);
        await using var link = Start(proxy.Port);
        await link.WaitAsync(MqttLinkState.Connected);
        await link.Connection!.PublishAsync(Message(StatusTopic, "online") with { Retain = true }, Patience);
        await using var subscriber = MosquittoSubscriber.Start(broker.Port, "%r %q %p", "-t", StatusTopic);
        await subscriber.WaitAsync(1);

        proxy.Cut();
        await subscriber.WaitAsync(2);
        await link.WaitAsync(MqttLinkState.Connected, 2);

        Assert.Equal(["1 1 online", "0 1 offline"], subscriber.Lines);
        await using var later = MosquittoSubscriber.Start(broker.Port, "%r %q %p", "-t", StatusTopic);
        await later.WaitAsync(1);
        Assert.Equal("1 1 offline", later.Lines[0]);
    }

    [Fact]
    public async Task Run_Stopped_LeavesTheFarewellAndNoWill()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var link = Start(broker.Port);
        await link.WaitAsync(MqttLinkState.Connected);

        await link.StopAsync();
        await broker.WaitForLogAsync("Received DISCONNECT from glip-test");

        await using var later = MosquittoSubscriber.Start(broker.Port, "%r %q %p", "-t", StatusTopic);
        await later.WaitAsync(1);
        Assert.Equal(["1 1 stopped"], later.Lines);
        Assert.Equal(new MqttLinkStatus(MqttLinkState.Stopped), link.Status);
    }

    [Fact]
    public async Task Run_BrokerHangs_IsFoundOutByKeepAlive()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        var options = Settings(broker.Port) with { KeepAlive = TimeSpan.FromSeconds(5) }; // the shortest that the library takes
        await using var link = new RunningLink(new MqttConnector(options, TimeProvider.System), options, TimeProvider.System);
        await link.WaitAsync(MqttLinkState.Connected);

        broker.Pause();
        await link.WaitAsync(MqttLinkState.Waiting);
        broker.Resume();
        await link.WaitAsync(MqttLinkState.Connected, 2);

        Assert.Equal(
            $"the broker mqtt://127.0.0.1:{broker.Port} was silent for 5 s and did not answer when asked (keep-alive)",
            link.History.First(status => status.State == MqttLinkState.Waiting).Reason);
    }

    [Fact]
    public async Task Run_StoppedWhileTheBrokerHangs_EndsInTime()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        var options = Settings(broker.Port) with { FarewellTimeout = TimeSpan.FromSeconds(0.2) };
        await using var link = new RunningLink(new MqttConnector(options, TimeProvider.System), options, TimeProvider.System);
        await link.WaitAsync(MqttLinkState.Connected);
        broker.Pause();

        await link.StopAsync().WaitAsync(Patience);

        Assert.Contains("not acknowledged", link.Status.Reason, StringComparison.Ordinal);
    }

    private static RunningLink Start(int port) => new(new MqttConnector(Settings(port), TimeProvider.System), Settings(port), TimeProvider.System);

    private static MqttOptions Settings(int port) => Options(port) with
    {
        Will = Message(StatusTopic, "offline") with { Retain = true },
        Farewell = Message(StatusTopic, "stopped") with { Retain = true },
    };
}
