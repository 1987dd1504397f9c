using System.Globalization;
using Glip.Sinks;
using Glip.Testing;

namespace Glip.Bench;

/// <summary>A broker on this machine, and a subscriber that counts.</summary>
internal sealed class BenchBroker : IAsyncDisposable
{
    private readonly MosquittoBroker _broker;
    private readonly SemaphoreSlim _arrived = new(0);
    private MosquittoSubscriber? _subscriber;

    private BenchBroker(MosquittoBroker broker) => _broker = broker;

    public int Port => _broker.Port;

    public static async Task<BenchBroker> StartAsync()
    {
        var broker = new BenchBroker(await MosquittoBroker.StartAsync(
            "allow_anonymous true", "max_inflight_messages 0", "max_queued_messages 0", "log_type none", "log_type information", "log_type subscribe").ConfigureAwait(false));
        broker._subscriber = MosquittoSubscriber.Follow(broker.Port, "%l", _ => broker._arrived.Release(), "-t", "glip/+/events", "-i", "reader", "-D", "connect", "receive-maximum", "65535");
        await broker._broker.WaitForLogAsync("reader 1 glip/+/events").ConfigureAwait(false);
        return broker;
    }

    public MqttOptions Options(string clientId) => new() { Address = MqttAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"mqtt://127.0.0.1:{Port}")), ClientId = clientId };

    /// <summary>Waits until the subscriber has so many more messages than it was waited for.</summary>
    public async Task WaitAsync(int messages)
    {
        for (; messages > 0; messages--)
        {
            await _arrived.WaitAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_subscriber is not null)
        {
            await _subscriber.DisposeAsync().ConfigureAwait(false);
        }

        await _broker.DisposeAsync().ConfigureAwait(false);
        _arrived.Dispose();
    }
}
