using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>The connection to the broker as long as the program runs: tells it what the board says and what waits in the outbox, and does what it is asked for.</summary>
internal sealed class BrokerService : IDisposable
{
    /// <summary>Name of this receiver in the outbox.</summary>
    public const string Receiver = "mqtt";

    private static readonly TimeSpan s_longestDrain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_drainLook = TimeSpan.FromMilliseconds(20);

    private readonly GlipTopics _topics;
    private readonly BrokerConfiguration _broker;
    private readonly Outbox _outbox;
    private readonly RunLog _log;
    private readonly TimeProvider _clock;
    private readonly StateBoard _board;
    private readonly ControlDesk _desk;
    private readonly MqttLink _link;
    private readonly Signal _moreControls = new();
    private readonly CancellationTokenSource _stop = new();

    /// <param name="configuration">The broker, and where this program keeps its files.</param>
    /// <param name="streams">What is told and controlled.</param>
    /// <param name="model">The model in use.</param>
    /// <param name="outbox">What waits for the broker.</param>
    /// <param name="log">Told of every change of state.</param>
    /// <param name="clock">Gives all times.</param>
    /// <exception cref="ConfigurationException">A file for TLS cannot be used.</exception>
    /// <exception cref="MissingPartException">libmosquitto is not installed.</exception>
    public BrokerService(GlipConfiguration configuration, StreamSet streams, ModelIdentity model, Outbox outbox, RunLog log, TimeProvider clock)
    {
        (_broker, _outbox, _log, _clock) = (configuration.Broker!, outbox, log, clock);
        _topics = new(_broker.Prefix, configuration.Instance);
        _board = new(new KnownTopics(Path.Combine(configuration.DataFolder, "mqtt-topics.txt"), line => log.Warn(null, line)), log, clock);
        States = new(_topics, _broker, streams, model, outbox, _board, clock);
        _desk = new(_topics, streams.Control, () => States.Bulletins, _board, clock);
        var options = new MqttOptions
        {
            Address = _broker.Address,
            ClientId = $"glip-{configuration.Instance}",
            Tls = _broker.Tls,
            Will = _topics.Status.Message(PlainState.Offline),
            Farewell = _topics.Status.Message(PlainState.Stopped),
        };
        _link = new(new MqttConnector(options, clock), options, new BackOff(Random.Shared), clock) { Changed = new LinkLog(_broker.Address, log).Tell };
    }

    /// <summary>What it is told of the streams.</summary>
    public BrokerStates States { get; }

    /// <summary>Takes note of how all streams are now.</summary>
    public void Refresh()
    {
        States.Refresh();
        _moreControls.Set();
    }

    /// <summary>Runs until it is stopped.</summary>
    public Task RunAsync() => _link.RunAsync(ServeAsync, _stop.Token);

    /// <summary>Sends what is left, as far as the broker takes it in five seconds, and takes leave.</summary>
    public async Task StopAsync()
    {
        States.TellAll();
        var since = _clock.GetTimestamp();
        while (_link.Status.State == MqttLinkState.Connected && (_board.IsBehind || _outbox.Totals(Receiver).Rows > 0) && _clock.GetElapsedTime(since) < s_longestDrain)
        {
            await Task.Delay(s_drainLook, _clock).ConfigureAwait(false);
        }

        await _stop.CancelAsync().ConfigureAwait(false);
    }

    public void Dispose() => _stop.Dispose();

    private async Task ServeAsync(IMqttConnection connection, CancellationToken cancellationToken)
    {
        var subscriptions = new ControlSubscriptions(connection, _log);
        await ListenAsync(subscriptions, cancellationToken).ConfigureAwait(false);
        _board.ShowAll();
        await _board.PublishAsync(connection, cancellationToken).ConfigureAwait(false);
        using var delivery = _outbox.Deliver(Receiver);
        await AllOrFirstFault.Of(
            cancellationToken,
            over => _board.RunAsync(connection, over),
            over => new EventSender(delivery, _topics, _log, _clock).RunAsync(connection, over),
            over => new ControlInbox(_desk, BirthTopic, _board, _log, _clock).RunAsync(connection, over),
            over => ListenOnAsync(subscriptions, over)).ConfigureAwait(false);
    }

    private string? BirthTopic => _broker.HomeAssistant is { } prefix ? new HomeAssistantTopics(prefix).Birth : null;

    private async Task ListenAsync(ControlSubscriptions subscriptions, CancellationToken cancellationToken)
    {
        var controls = States.Bulletins.Values.SelectMany(bulletin => bulletin.Controls);
        await subscriptions.AddAsync(BirthTopic is { } birth ? controls.Append(birth) : controls, cancellationToken).ConfigureAwait(false);
        States.Complaint = subscriptions.Refused.Count == 0 ? null : $"the broker does not let this program listen to {string.Join(", ", subscriptions.Refused.Order(StringComparer.Ordinal))}";
        States.Look();
    }

    /// <summary>Listens for new phrases too.</summary>
    private async Task ListenOnAsync(ControlSubscriptions subscriptions, CancellationToken cancellationToken)
    {
        while (true)
        {
            await _moreControls.WaitAsync(cancellationToken).ConfigureAwait(false);
            await ListenAsync(subscriptions, cancellationToken).ConfigureAwait(false);
        }
    }
}
