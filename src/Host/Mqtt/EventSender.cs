using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Sends what waits in the outbox over one connection, oldest first; a message leaves the outbox when the broker has acknowledged it.</summary>
/// <param name="delivery">The way through the outbox that belongs to the connection.</param>
/// <param name="form">Makes what is sent; called again when a message is sent again.</param>
/// <param name="log">Told of what the broker refuses.</param>
/// <param name="clock">Measures how long a refusal is waited for.</param>
internal sealed class EventSender(OutboxDelivery delivery, Func<OutboxMessage, MqttMessage> form, RunLog log, TimeProvider clock)
{
    private static readonly TimeSpan s_beforeRetry = TimeSpan.FromSeconds(5);

    /// <summary>Told of messages that are not sent again.</summary>
    public Action<OutboxMessage>? Settled { get; init; }

    /// <summary>Runs until it is cancelled.</summary>
    /// <exception cref="UnavailableException">The connection has ended.</exception>
    public async Task RunAsync(IMqttConnection connection, CancellationToken cancellationToken)
    {
        var onTheWay = new Queue<Task>();
        while (true)
        {
            var message = await delivery.TakeAsync(cancellationToken).ConfigureAwait(false);
            onTheWay.Enqueue(SettleAsync(message, connection.PublishAsync(form(message), cancellationToken), cancellationToken));
            while (onTheWay.TryPeek(out var oldest) && oldest.IsCompleted)
            {
                await onTheWay.Dequeue().ConfigureAwait(false); // a lost connection comes out here
            }
        }
    }

    private async Task SettleAsync(OutboxMessage message, Task<MqttAnswer> sending, CancellationToken cancellationToken)
    {
        var answer = await sending.ConfigureAwait(false);
        if (answer.IsAccepted)
        {
            Settled?.Invoke(message);
            delivery.Acknowledge(message.Position);
            return;
        }

        log.Warn(message.Stream, "the broker refuses an event", ("reason", answer.Text));
        if (answer.IsFinal)
        {
            Settled?.Invoke(message);
            delivery.SetAside(message.Position, "refused");
            return;
        }

        await Task.Delay(s_beforeRetry, clock, cancellationToken).ConfigureAwait(false);
        delivery.Retry(message.Position);
    }
}
