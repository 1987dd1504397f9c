using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>What goes into a connection and what comes out of it, between its thread and all others.</summary>
/// <param name="receivedCapacity">Received messages that wait to be read.</param>
internal sealed class MqttQueues(int receivedCapacity)
{
    private const int CommandCapacity = 64; // who sends more waits

    private readonly Channel<MqttCommand> _commands = Channel.CreateBounded<MqttCommand>(new BoundedChannelOptions(CommandCapacity) { SingleReader = true });
    private readonly Channel<MqttMessage> _received = Channel.CreateBounded<MqttMessage>(new BoundedChannelOptions(receivedCapacity) { SingleWriter = true });
    private long _dropped;

    public ChannelReader<MqttMessage> Received => _received.Reader;

    /// <summary>Received messages for which there was no room.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Queues a command; calls get in line at once, so that the order of calls is the order of sending.</summary>
    /// <exception cref="UnavailableException">The connection has ended.</exception>
    public async ValueTask SendAsync(MqttCommand command, CancellationToken cancellationToken)
    {
        try
        {
            await _commands.Writer.WriteAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException e)
        {
            throw new UnavailableException(e.InnerException!.Message, e.InnerException);
        }
    }

    public bool TryTake([MaybeNullWhen(false)] out MqttCommand command) => _commands.Reader.TryRead(out command);

    /// <summary>Never waits, as that would stop the connection: the newest message goes when there is no room.</summary>
    public void Receive(MqttMessage message)
    {
        if (!_received.Writer.TryWrite(message))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Nothing is sent or received any more; who waits for an answer hears why.</summary>
    public void Complete(IEnumerable<MqttCommand> unanswered, Exception why)
    {
        _received.Writer.TryComplete();
        _commands.Writer.TryComplete(why);
        foreach (var command in unanswered)
        {
            command.Fail(why);
        }

        while (_commands.Reader.TryRead(out var command))
        {
            command.Fail(why);
        }
    }
}
