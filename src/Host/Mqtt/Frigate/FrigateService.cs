using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Tells the broker of everything a second time, in the way of Frigate, over a connection of its own: it has another last will.</summary>
internal sealed class FrigateService : IReceiver
{
    /// <summary>Name of this receiver in the outbox.</summary>
    public const string Receiver = "frigate";

    private readonly FrigateTopics _topics;
    private readonly Outbox? _outbox;
    private readonly RunLog _log;
    private readonly TimeProvider _clock;
    private readonly StateBoard _board;
    private readonly FrigateStates _states;
    private readonly FrigateStoredEvents _stored;
    private readonly LiveMessages _live;
    private readonly FrigateDesk _desk;
    private readonly BoardLink _link;

    /// <param name="configuration">The broker, and where this program keeps its files.</param>
    /// <param name="frigate">How it is told.</param>
    /// <param name="streams">What is told and controlled.</param>
    /// <param name="outbox">Keeps the events that are to arrive in any case.</param>
    /// <param name="log">Told of every change of state.</param>
    /// <param name="clock">Gives all times.</param>
    /// <exception cref="ConfigurationException">A file for TLS cannot be used.</exception>
    /// <exception cref="MissingPartException">libmosquitto is not installed.</exception>
    public FrigateService(GlipConfiguration configuration, FrigateSettings frigate, StreamSet streams, Outbox outbox, RunLog log, TimeProvider clock)
    {
        var broker = configuration.Broker!;
        var labels = new FrigateLabels(frigate.Labels);
        (_outbox, _log, _clock) = (frigate.EventsQos == MqttQos.AtMostOnce ? null : outbox, log, clock);
        _topics = new(frigate.Prefix, frigate.EventsQos);
        _board = new(new KnownTopics(Path.Combine(configuration.DataFolder, "frigate-topics.txt"), line => log.Warn(null, line)), log, clock);
        (_stored, _live) = (new(labels), new(log));
        _states = new(_topics, labels, streams, _board) { Happened = _outbox is null ? message => _live.Offer(Message(message)) : null };
        _desk = new(_topics, streams, _states, log);
        _link = new(broker, $"glip-{configuration.Instance}-frigate", _topics.Available, _board, log, clock)
        {
            Controls = () => broker.Control ? _states.Controls : [],
            Serve = ServeAsync,
            IsBehind = () => _outbox is null ? _live.IsBehind : _outbox.Totals(Receiver).Rows > 0,
        };
    }

    public IStreamListener? Listener => _states;

    public void Refresh()
    {
        _states.Refresh();
        _link.Refresh();
    }

    public void Look() => _states.Look();

    public Task RunAsync() => _link.RunAsync();

    public Task StopAsync()
    {
        Look();
        return _link.StopAsync();
    }

    public void Dispose() => _link.Dispose();

    private Task ServeAsync(IMqttConnection connection, CancellationToken cancellationToken) => AllOrFirstFault.Of(
        cancellationToken,
        over => SendAsync(connection, over),
        over => new ControlInbox((message, _, _) => _desk.HandleAsync(message), null, _board, _log, _clock).RunAsync(connection, over));

    private async Task SendAsync(IMqttConnection connection, CancellationToken cancellationToken)
    {
        if (_outbox is null)
        {
            await _live.RunAsync(connection, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var delivery = _outbox.Deliver(Receiver);
        await new EventSender(delivery, Message, _log, _clock) { Settled = _stored.Settle }.RunAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    private MqttMessage Message(FrigateEventMessage message) => _topics.Events.Message(message.ToJson());

    private MqttMessage Message(OutboxMessage stored) => Message(_stored.Message(stored)) with { Expiry = stored.ExpiresIn(_clock.GetUtcNow()) };
}
