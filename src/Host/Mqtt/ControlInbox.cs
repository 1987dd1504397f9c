using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Takes what comes over one connection: control messages, each on its own, and the word that Home Assistant has started.</summary>
/// <param name="handle">Does what a message asks for.</param>
/// <param name="birth">Where Home Assistant says that it has started; null when nobody listens to it.</param>
/// <param name="board">Is shown again then.</param>
/// <param name="log">Told of messages that were too many.</param>
/// <param name="clock">Measures how long Home Assistant is waited for.</param>
internal sealed class ControlInbox(Func<MqttMessage, IMqttConnection, CancellationToken, Task> handle, string? birth, StateBoard board, RunLog log, TimeProvider clock)
{
    private const int MostAtOnce = 32;

    private static readonly TimeSpan s_longestBeforeBirth = TimeSpan.FromSeconds(5);

    private long _dropped;

    /// <summary>Runs until the connection ends. A wish that waits for its turn does not hold up the next one, which may take its place.</summary>
    /// <exception cref="UnavailableException">The connection has ended.</exception>
    public async Task RunAsync(IMqttConnection connection, CancellationToken cancellationToken)
    {
        var atWork = new List<Task>();
        try
        {
            await foreach (var message in connection.Received.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                TellDropped(connection.ReceivedDropped);
                atWork.Add(message.Topic == birth ? BirthAsync(message, cancellationToken) : handle(message, connection, cancellationToken));
                while (atWork.Count >= MostAtOnce || atWork.Exists(task => task.IsCompleted))
                {
                    var done = await Task.WhenAny(atWork).ConfigureAwait(false);
                    atWork.Remove(done);
                    await done.ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await ((Task)Task.WhenAll(atWork)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false); // the end of the connection is noticed elsewhere
    }

    /// <summary>Many programs may answer at the same time: each after a moment of its own.</summary>
    private async Task BirthAsync(MqttMessage message, CancellationToken cancellationToken)
    {
        if (message.Payload.Span.SequenceEqual("online"u8))
        {
            await Task.Delay(Random.Shared.NextDouble() * s_longestBeforeBirth, clock, cancellationToken).ConfigureAwait(false);
            board.ShowAll(atOnce: false);
        }
    }

    private void TellDropped(long dropped)
    {
        if (dropped > _dropped)
        {
            log.Warn(null, "control messages came faster than they can be read", ("dropped", dropped - _dropped));
            _dropped = dropped;
        }
    }
}
