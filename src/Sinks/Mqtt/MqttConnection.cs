using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Glip.Sinks;

/// <summary>A connection by libmosquitto, on a thread of its own (<see cref="MqttWorker"/>).</summary>
internal sealed class MqttConnection : IMqttConnection
{
    private static readonly SearchValues<char> s_notInTopics = SearchValues.Create("+#\0");

    private readonly SocketWait _wait = new();
    private readonly MqttQueues _queues;
    private readonly MqttWorker _worker;
    private BrokerLimits? _limits;

    public MqttConnection(MqttOptions options, MqttVersion version)
    {
        Version = version;
        _queues = new MqttQueues(options.ReceivedCapacity);
        _worker = new MqttWorker(options, version, _queues, _wait);
        Ended = MessageAsync(_worker.Ended);
    }

    public MqttVersion Version { get; }

    public long? MaximumPacketBytes => _limits?.MaximumPacketBytes;

    public ChannelReader<MqttMessage> Received => _queues.Received;

    public long ReceivedDropped => _queues.Dropped;

    public Task<string> Ended { get; }

    /// <summary>How far it has come.</summary>
    public MqttPhase Phase => _worker.Phase;

    /// <summary>Connects; to be called once.</summary>
    /// <returns>Null when the broker has accepted the connection, else why there is none.</returns>
    public async Task<MqttEnd?> OpenAsync(string? bindAddress, CancellationToken cancellationToken)
    {
        _worker.Start(bindAddress);
        _limits = await _worker.Opened.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _limits is null ? await _worker.Ended.ConfigureAwait(false) : null;
    }

    public async Task<MqttAnswer> PublishAsync(MqttMessage message, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(message.Topic) is 0 or > ushort.MaxValue || message.Topic.AsSpan().ContainsAny(s_notInTopics))
        {
            throw new ArgumentException($"'{message.Topic}' is no topic to publish to.", nameof(message));
        }

        if (message.MostPacketBytes > MaximumPacketBytes)
        {
            var words = string.Create(CultureInfo.InvariantCulture, $"not sent: up to {message.MostPacketBytes} bytes, the broker takes {MaximumPacketBytes}");
            return MqttAnswer.Of(MqttReason.PacketTooLarge, message.Topic, words);
        }

        var command = new PublishCommand(message);
        await SendAsync(command, cancellationToken).ConfigureAwait(false);
        return await command.Answered.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<ImmutableArray<MqttAnswer>> SubscribeAsync(IReadOnlyList<string> filters, CancellationToken cancellationToken)
    {
        var command = new SubscribeCommand(filters);
        await SendAsync(command, cancellationToken).ConfigureAwait(false);
        return await command.Answered.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        _worker.Leave();
        await _worker.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the connection at once, and the thread; only to be called once it was opened.</summary>
    public async ValueTask DisposeAsync()
    {
        _worker.Stop();
        await ((Task)_worker.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _wait.Dispose();
    }

    private static async Task<string> MessageAsync(Task<MqttEnd> ended) => (await ended.ConfigureAwait(false)).Message;

    private async ValueTask SendAsync(MqttCommand command, CancellationToken cancellationToken)
    {
        await _queues.SendAsync(command, cancellationToken).ConfigureAwait(false);
        _wait.Wake();
    }
}
