using System.Diagnostics.Metrics;
using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>One connection to the broker as long as the program runs: listens, tells what a board says, and does what else there is to do over it.</summary>
internal sealed class BoardLink : IDisposable
{
    private readonly StateBoard _board;
    private readonly RunLog _log;
    private readonly TimeProvider _clock;
    private readonly MqttLink _link;
    private readonly Meter _meter = new(StageTimer.MeterName);
    private readonly Signal _moreControls = new();
    private readonly CancellationTokenSource _stop = new();

    /// <param name="broker">Where it is.</param>
    /// <param name="clientId">Name of the connection.</param>
    /// <param name="presence">Where it is told that the program has gone, or was stopped.</param>
    /// <param name="board">What is told.</param>
    /// <param name="log">Told of every change of state.</param>
    /// <param name="clock">Measures all times.</param>
    /// <exception cref="ConfigurationException">A file for TLS cannot be used.</exception>
    /// <exception cref="MissingPartException">libmosquitto is not installed.</exception>
    public BoardLink(BrokerConfiguration broker, string clientId, MqttTopic presence, StateBoard board, RunLog log, TimeProvider clock)
    {
        (_board, _log, _clock) = (board, log, clock);
        var options = new MqttOptions
        {
            Address = broker.Address,
            ClientId = clientId,
            Tls = broker.Tls,
            Will = presence.Message(PlainState.Offline),
            Farewell = presence.Message(PlainState.Stopped),
        };
        _link = new(new MqttConnector(options, clock), options, new BackOff(Random.Shared), clock) { Changed = new LinkLog(options, log).Tell };
        _meter.CreateObservableGauge("glip_broker_connected", () => new Measurement<int>(IsConnected ? 1 : 0, new KeyValuePair<string, object?>("client", clientId)), null, "1 while the broker has accepted this connection.");
    }

    private bool IsConnected => _link.Status.State == MqttLinkState.Connected;

    /// <summary>The topics to listen to; asked again after each <see cref="Refresh"/>.</summary>
    public required Func<IEnumerable<string>> Controls { get; init; }

    /// <summary>What is done over a connection once the board has been told, until it ends.</summary>
    public required Func<IMqttConnection, CancellationToken, Task> Serve { get; init; }

    /// <summary>Whether more than the board has to be told before leaving.</summary>
    public required Func<bool> IsBehind { get; init; }

    /// <summary>Told of all topics that the broker does not let us listen to, each time that we listen.</summary>
    public Action<IReadOnlyCollection<string>>? Listened { get; init; }

    /// <summary>Listens to new topics too.</summary>
    public void Refresh() => _moreControls.Set();

    /// <summary>Runs until it is stopped.</summary>
    public Task RunAsync() => _link.RunAsync(ServeAsync, _stop.Token);

    /// <summary>Sends what is left, as far as the broker takes it in five seconds, and takes leave.</summary>
    public async Task StopAsync()
    {
        await Drain.WaitAsync(() => IsConnected && (_board.IsBehind || IsBehind()), _clock).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        _meter.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(IMqttConnection connection, CancellationToken cancellationToken)
    {
        var subscriptions = new ControlSubscriptions(connection, _log);
        await ListenAsync(subscriptions, cancellationToken).ConfigureAwait(false);
        _board.ShowAll(atOnce: true);
        await _board.PublishAsync(connection, cancellationToken).ConfigureAwait(false);
        await AllOrFirstFault.Of(
            cancellationToken,
            over => _board.RunAsync(connection, over),
            over => Serve(connection, over),
            over => ListenOnAsync(subscriptions, over)).ConfigureAwait(false);
    }

    private async Task ListenAsync(ControlSubscriptions subscriptions, CancellationToken cancellationToken)
    {
        await subscriptions.AddAsync(Controls(), cancellationToken).ConfigureAwait(false);
        Listened?.Invoke(subscriptions.Refused);
    }

    /// <summary>Listens for new phrases and streams too.</summary>
    private async Task ListenOnAsync(ControlSubscriptions subscriptions, CancellationToken cancellationToken)
    {
        while (true)
        {
            await _moreControls.WaitAsync(cancellationToken).ConfigureAwait(false);
            await ListenAsync(subscriptions, cancellationToken).ConfigureAwait(false);
        }
    }
}
