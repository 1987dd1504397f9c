using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Sends what waits in the outbox over one connection, oldest first; a message leaves the outbox when the broker has acknowledged it.</summary>
/// <param name="delivery">The way through the outbox that belongs to the connection.</param>
/// <param name="topics">Says what messages of events have in common.</param>
/// <param name="log">Told of what the broker refuses.</param>
/// <param name="clock">Stamps the messages.</param>
internal sealed class EventSender(OutboxDelivery delivery, GlipTopics topics, RunLog log, TimeProvider clock)
{
    private static readonly TimeSpan s_beforeRetry = TimeSpan.FromSeconds(5);

    /// <summary>Runs until it is cancelled.</summary>
    /// <exception cref="UnavailableException">The connection has ended.</exception>
    public async Task RunAsync(IMqttConnection connection, CancellationToken cancellationToken)
    {
        var onTheWay = new Queue<Task>();
        while (true)
        {
            var message = await delivery.TakeAsync(cancellationToken).ConfigureAwait(false);
            onTheWay.Enqueue(SettleAsync(message, connection.PublishAsync(Message(message), cancellationToken), cancellationToken));
            while (onTheWay.TryPeek(out var oldest) && oldest.IsCompleted)
            {
                await onTheWay.Dequeue().ConfigureAwait(false); // a lost connection comes out here
            }
        }
    }

    private MqttMessage Message(OutboxMessage message)
    {
        var now = clock.GetUtcNow();
        return topics.Of(message.Stream).Events.Message(message.Payload(now)) with
        {
            Expiry = message.ExpiresIn(now),
            UserProperties = MessageProperties.OfEvent(message.Type, message.EventId, message.Seq, message.PhraseSlug, message.PromptVersion),
        };
    }

    private async Task SettleAsync(OutboxMessage message, Task<MqttAnswer> sending, CancellationToken cancellationToken)
    {
        var answer = await sending.ConfigureAwait(false);
        if (answer.IsAccepted)
        {
            delivery.Acknowledge(message.Position);
            return;
        }

        log.Warn(message.Stream, "the broker refuses an event", ("reason", answer.Text));
        if (answer.IsFinal)
        {
            delivery.SetAside(message.Position, "refused");
            return;
        }

        await Task.Delay(s_beforeRetry, clock, cancellationToken).ConfigureAwait(false);
        delivery.Retry(message.Position);
    }
}
