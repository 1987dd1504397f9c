using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Tells the broker what the board says and what waits in the outbox, and does what it is asked for there.</summary>
internal sealed class BrokerService : IReceiver
{
    /// <summary>Name of this receiver in the outbox.</summary>
    public const string Receiver = "mqtt";

    private readonly GlipTopics _topics;
    private readonly BrokerConfiguration _broker;
    private readonly Outbox _outbox;
    private readonly RunLog _log;
    private readonly TimeProvider _clock;
    private readonly StateBoard _board;
    private readonly BrokerStates _states;
    private readonly ControlDesk _desk;
    private readonly BoardLink _link;

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
        _states = new(_topics, _broker, streams, model, outbox, _board, clock);
        _desk = new(_topics, streams.Control, _states, clock);
        _link = new(_broker, $"glip-{configuration.Instance}", _topics.Status, _board, log, clock)
        {
            Controls = Controls,
            Serve = ServeAsync,
            IsBehind = () => _outbox.Totals(Receiver).Rows > 0,
            Listened = Complain,
        };
    }

    public IStreamListener? Listener => _states;

    private string? BirthTopic => _broker.HomeAssistant is { } prefix ? new HomeAssistantTopics(prefix).Birth : null;

    /// <summary>What the broker gets for a message of the outbox.</summary>
    /// <param name="topics">Of the running program.</param>
    /// <param name="message">The message.</param>
    /// <param name="now">When it is sent.</param>
    public static MqttMessage Message(GlipTopics topics, OutboxMessage message, DateTimeOffset now) => topics.Of(message.Stream).Events.Message(message.Payload(now)) with
    {
        Expiry = message.ExpiresIn(now),
        UserProperties = MessageProperties.OfEvent(message.Type, message.EventId, message.Seq, message.PhraseSlug, message.PromptVersion),
    };

    public void Refresh()
    {
        _states.Refresh();
        _link.Refresh();
    }

    public void Look() => _states.Look();

    public Task RunAsync() => _link.RunAsync();

    public Task StopAsync()
    {
        _states.TellAll();
        return _link.StopAsync();
    }

    public void Dispose() => _link.Dispose();

    private IEnumerable<string> Controls()
    {
        var controls = _states.Bulletins.Values.SelectMany(bulletin => bulletin.Controls);
        return BirthTopic is { } birth ? controls.Append(birth) : controls;
    }

    private void Complain(IReadOnlyCollection<string> refused)
    {
        _states.Complaint = refused.Count == 0 ? null : $"the broker does not let this program listen to {string.Join(", ", refused.Order(StringComparer.Ordinal))}";
        _states.Look();
    }

    private async Task ServeAsync(IMqttConnection connection, CancellationToken cancellationToken)
    {
        using var delivery = _outbox.Deliver(Receiver);
        await AllOrFirstFault.Of(
            cancellationToken,
            over => new EventSender(delivery, message => Message(_topics, message, _clock.GetUtcNow()), _log, _clock).RunAsync(connection, over),
            over => new ControlInbox(_desk.HandleAsync, BirthTopic, _board, _log, _clock).RunAsync(connection, over)).ConfigureAwait(false);
    }
}
