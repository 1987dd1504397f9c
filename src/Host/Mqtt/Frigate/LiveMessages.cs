using System.Threading.Channels;
using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Messages that are news only now: those that come while there is no connection are lost, as are those that come faster than it takes them.</summary>
/// <param name="log">Told of the latter.</param>
internal sealed class LiveMessages(RunLog log)
{
    private const int Capacity = 1000;

    private volatile Channel<MqttMessage>? _queue;
    private long _lost;

    /// <summary>Whether a message waits to be handed to the network.</summary>
    public bool IsBehind => _queue is { Reader.Count: > 0 };

    /// <summary>Takes a message. Does not wait; safe for use by several threads.</summary>
    public void Offer(MqttMessage message)
    {
        if (_queue is { } queue && !queue.Writer.TryWrite(message))
        {
            Interlocked.Increment(ref _lost);
        }
    }

    /// <summary>Sends what comes for as long as the connection lasts.</summary>
    /// <exception cref="UnavailableException">The connection has ended.</exception>
    public async Task RunAsync(IMqttConnection connection, CancellationToken cancellationToken)
    {
        var queue = _queue = Channel.CreateBounded<MqttMessage>(Capacity);
        try
        {
            while (await queue.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false) && queue.Reader.TryPeek(out var message))
            {
                await connection.PublishAsync(message, cancellationToken).ConfigureAwait(false);
                queue.Reader.TryRead(out _);
                TellLost();
            }
        }
        finally
        {
            _queue = null;
        }
    }

    private void TellLost()
    {
        if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
        {
            log.Warn(null, "the broker takes messages more slowly than they come", ("lost", lost));
        }
    }
}
