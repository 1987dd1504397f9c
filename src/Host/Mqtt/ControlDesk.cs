using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Does what control messages ask for, and answers each of them.</summary>
/// <param name="topics">Of the running program.</param>
/// <param name="control">Changes the streams.</param>
/// <param name="states">What is told of the streams.</param>
/// <param name="clock">Gives the times of refusals.</param>
internal sealed class ControlDesk(GlipTopics topics, StreamControl control, BrokerStates states, TimeProvider clock)
{
    private const string RequestIdProperty = "request_id";

    private readonly SnapshotDesk _snapshots = new(control, clock);

    /// <summary>Does what a message asks for. Whatever it says, nothing but the end of the connection comes out here.</summary>
    /// <param name="message">What came.</param>
    /// <param name="connection">Takes the answers that do not stay.</param>
    /// <param name="cancellationToken">Ends the waiting for the broker; what was begun is brought to its end.</param>
    /// <exception cref="UnavailableException">The connection has ended.</exception>
    public async Task HandleAsync(MqttMessage message, IMqttConnection connection, CancellationToken cancellationToken)
    {
        if (topics.Control(message.Topic) is not { } topic || !states.Bulletins.TryGetValue(topic.Stream, out var bulletin) || bulletin.View is not { } view)
        {
            return; // of a stream that is gone
        }

        if (message is { Retain: true, Payload.IsEmpty: true })
        {
            return; // somebody takes away a retained message, as he was told to
        }

        var requestId = message.UserProperties.FirstOrDefault(property => property.Key == RequestIdProperty).Value;
        var defaults = new ThresholdDefaults(view.Settings.Thresholds.Enter, view.Settings.Thresholds.Leave);
        var reading = ControlReader.Read(new ControlMessage(topic, message.Payload) { Retained = message.Retain, RequestId = requestId }, view.Prompt, defaults);
        var before = bulletin.InForce(topic);
        var (error, reply) = reading.IsCommand ? await TryAsync(view, reading.Command, message.Payload).ConfigureAwait(false) : (reading.Error, null);
        Settle(topic, bulletin, before, error);
        if (reply is not null)
        {
            await connection.PublishAsync(SmallerPicture.Fitting(reply, connection.MaximumPacketBytes), cancellationToken).ConfigureAwait(false);
        }
        else if (error is not null && !error.IsOfPrompt(topic.Kind))
        {
            var told = new ControlErrorMessage(topic, new RefusedControl(error, clock.GetUtcNow())).ToJson();
            await connection.PublishAsync(topics.Of(topic.Stream).Errors.Message(told), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>Why it was refused, and what is sent back; null for nothing.</returns>
    private async Task<(ControlError? Error, MqttMessage? Reply)> TryAsync(StreamView view, ControlCommand command, ReadOnlyMemory<byte> payload)
    {
        try
        {
            return (null, await DoAsync(view, command).ConfigureAwait(false));
        }
        catch (PromptException e)
        {
            return (new ControlError(e.Code, e.Message, ControlError.Echo(payload.Span)) { Phrase = e.RefusedPhrase, RequestId = command.RequestId }, null);
        }
        catch (GlipException e)
        {
            return (new ControlError("model_error", e.Message, ControlError.Echo(payload.Span)) { RequestId = command.RequestId }, null);
        }
    }

    private async Task<MqttMessage?> DoAsync(StreamView view, ControlCommand command)
    {
        var id = view.Settings.Id;
        switch (command)
        {
            case PromptCommand(var prompt, var ifVersion):
                return Granted(await control.SetPromptAsync(id, prompt, ifVersion, command.RequestId).ConfigureAwait(false));
            case ThresholdCommand(var slug, var threshold):
                return Granted(await control.SetThresholdAsync(id, slug, threshold).ConfigureAwait(false));
            case EnabledCommand(var on):
                await control.SwitchAsync(id, on).ConfigureAwait(false);
                return null;
            case SnapshotCommand(var annotate):
                var (jpeg, frame) = await _snapshots.TakeAsync(view, annotate).ConfigureAwait(false);
                return topics.Of(id).Snapshot.Message(jpeg) with { UserProperties = MessageProperties.OfRequested(frame, view.Settings.Camera is not null, command.RequestId) };
            default:
                throw new ArgumentOutOfRangeException(nameof(command));
        }
    }

    /// <summary>Everybody gets an answer: what is in force is said again, also when it has not changed.</summary>
    private void Settle(ControlTopic topic, StreamBulletin bulletin, IReadOnlyList<BoardMessage> before, ControlError? error)
    {
        if (topic.Kind == ControlKind.Prompt && (error is null || error.IsOfPrompt(topic.Kind)))
        {
            bulletin.Refuse(error is null ? null : new RefusedControl(error, clock.GetUtcNow()));
        }

        states.Repeat(topic, before);
    }

    private static MqttMessage? Granted(PromptAnswer answer) => answer.Error is { } refusal ? throw refusal : null;
}
