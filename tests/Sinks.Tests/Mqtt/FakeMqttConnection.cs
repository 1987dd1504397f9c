using System.Collections.Immutable;
using System.Threading.Channels;
using Glip.Core;

namespace Glip.Sinks.Tests;

/// <summary>A connection without a broker, for what depends on time.</summary>
internal sealed class FakeMqttConnection : IMqttConnection
{
    private readonly Channel<MqttMessage> _received = Channel.CreateUnbounded<MqttMessage>();
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MqttVersion Version => MqttVersion.V5;

    public long? MaximumPacketBytes => null;

    public ChannelReader<MqttMessage> Received => _received.Reader;

    public long ReceivedDropped => 0;

    public Task<string> Ended => _ended.Task;

    /// <summary>Messages are never acknowledged.</summary>
    public bool IsStuck { get; init; }

    public List<MqttMessage> Published { get; } = [];

    public bool IsDisposed { get; private set; }

    public void End(string reason) => _ended.TrySetResult(reason);

    public async Task<MqttAnswer> PublishAsync(MqttMessage message, CancellationToken cancellationToken)
    {
        Published.Add(message);
        await (IsStuck ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.CompletedTask);
        return Ended.IsCompleted ? throw new UnavailableException("ended") : default;
    }

    public Task<ImmutableArray<MqttAnswer>> SubscribeAsync(IReadOnlyList<string> filters, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DisconnectAsync(CancellationToken cancellationToken)
    {
        End("left");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        End("disposed of");
        return ValueTask.CompletedTask;
    }
}
