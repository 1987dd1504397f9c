using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>Brokers and networks that fail while the program goes on: every message arrives in the end, in order.</summary>
public sealed class BrokerFaultTests : IAsyncLifetime
{
    private MosquittoBroker _broker = null!;
    private TcpProxy _network = null!;
    private BrokerProgram _glip = null!;
    private BrokerWatch _watch = null!;

    public async Task InitializeAsync()
    {
        _broker = await MosquittoBroker.StartAsync();
        _network = NetworkBefore(_broker);
        _watch = await BrokerWatch.StartAsync(_broker);
        _glip = BrokerProgram.Of(_broker, _network.Port);
        _glip.Configure(BrokerProgram.Still());
    }

    [Fact]
    public async Task NetworkIsCut_AgainAndAgain_NothingIsLost()
    {
        await BeginAsync();
        for (var i = 0; i < 3; i++)
        {
            _network.Cut();
            await WriteMoreAsync(3);
            await ReceiveAsync();
        }

        await CheckAsync();
    }

    [Fact]
    public async Task NetworkIsDeadForAWhile_ConnectionGoesOn()
    {
        await BeginAsync();
        _network.Freeze();
        await WriteMoreAsync(40); // more than may be unacknowledged
        _network.Restore();
        await CheckAsync();
    }

    [Fact]
    public async Task NetworkIsSlow_OnlyLatencyGrows()
    {
        await BeginAsync();
        _network.Delay(TimeSpan.FromMilliseconds(300));
        await WriteMoreAsync(12);
        await CheckAsync();
    }

    [Fact]
    public async Task PortIsRefused_FromTheStart_AllComesLater()
    {
        _network.Refuse();
        _glip.Start();
        await WriteMoreAsync(20);
        Assert.Empty(_watch.Events());
        _network.Restore();
        await ReceiveAsync();
        Assert.Contains(_watch.Events(), e => e.GetProperty("replayed").GetBoolean() || e.GetProperty("seq").GetInt64() < 20);
        await CheckAsync();
    }

    [Fact]
    public async Task BrokerHangs_ItGoesOnWhereItWas()
    {
        await BeginAsync();
        _broker.Pause();
        await WriteMoreAsync(40);
        _broker.Resume();
        await CheckAsync();
    }

    [Fact]
    public async Task BrokerIsKilledAndComesBackEmpty_StatesAreToldAgainAndNoEventIsLost()
    {
        await BeginAsync();
        _network.Refuse(); // until somebody listens again
        await _broker.KillAsync();
        await WriteMoreAsync(10);
        await _broker.StartAsync();
        await _broker.WaitForLogAsync("Sending SUBACK to watch-");
        var known = _watch.Seen.Count;
        _network.Restore();

        await Waiting.UntilAsync(() => _watch.Seen.Skip(known).Any(message => message is { Topic: "glip/instance/nvr1/status", Text: "online" }));

        Assert.Contains(_watch.Seen.Skip(known), message => message.Topic == "homeassistant/device/glip_gate/config");
        Assert.Contains(_watch.Seen.Skip(known), message => message.Topic == "glip/gate/prompt/state");
        await CheckAsync();
    }

    public async Task DisposeAsync()
    {
        await _glip.DisposeAsync();
        await _network.DisposeAsync();
        await _watch.DisposeAsync();
    }

    private static TcpProxy NetworkBefore(MosquittoBroker broker) => new(broker.Port);

    private async Task BeginAsync()
    {
        _glip.Start();
        await Waiting.UntilAsync(() => _watch.Events().Count > 3);
    }

    private Task WriteMoreAsync(int messages)
    {
        var known = _glip.Written.Count;
        return Waiting.UntilAsync(() => _glip.Written.Count >= known + messages);
    }

    private Task ReceiveAsync()
    {
        var written = _glip.Written.Count;
        return Waiting.UntilAsync(() => _watch.Events().Select(Name).Distinct().Count() >= written);
    }

    /// <summary>Everything arrives, and nothing else.</summary>
    private async Task CheckAsync()
    {
        await ReceiveAsync();
        var (exitCode, _, errors) = await _glip.StopAsync();
        Assert.True(exitCode == 0, errors);
        await Waiting.UntilAsync(() => _watch.Seen.Any(message => message is { Topic: "glip/instance/nvr1/status", Text: "stopped" }));
        Assert.Empty(EventOrder.Check(_watch.Events()));
        Assert.Equal(_glip.Written.Select(Name), _watch.Events().Select(Name).Distinct());
    }

    private static (string? EventId, long Seq) Name(JsonElement message) => (message.GetProperty("event_id").GetString(), message.GetProperty("seq").GetInt64());
}
