using System.Collections.Immutable;
using System.Threading.Channels;
using Glip.Sinks;

namespace Glip.EndToEnd.Tests;

/// <summary>A connection whose broker answers as it is told to.</summary>
internal sealed class ScriptedBroker : IMqttConnection
{
    public List<MqttMessage> Sent { get; } = [];

    public MqttAnswer Answer { get; set; }

    public Exception? Fault { get; set; }

    /// <summary>What it waits for before it answers.</summary>
    public Task BeforeAnswer { get; set; } = Task.CompletedTask;

    public MqttVersion Version => MqttVersion.V5;

    public long? MaximumPacketBytes { get; set; }

    public ChannelReader<MqttMessage> Received { get; } = Channel.CreateUnbounded<MqttMessage>();

    public long ReceivedDropped => 0;

    public Task<string> Ended { get; } = new TaskCompletionSource<string>().Task;

    public async Task<MqttAnswer> PublishAsync(MqttMessage message, CancellationToken cancellationToken)
    {
        Sent.Add(message);
        await BeforeAnswer;
        return Fault is null ? Answer : throw Fault;
    }

    public Task<ImmutableArray<MqttAnswer>> SubscribeAsync(IReadOnlyList<string> filters, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<MqttAnswer>>([.. filters.Select(_ => Answer)]);

    public Task DisconnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
