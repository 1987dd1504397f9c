using System.Text;
using Glip.Sinks;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>A broker, someone who publishes, and <c>glip watch</c>.</summary>
internal sealed class WatchedBroker : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private IMqttConnection? _publisher;

    private WatchedBroker(MosquittoBroker broker) => Broker = broker;

    public MosquittoBroker Broker { get; }

    public static async Task<WatchedBroker> StartAsync(params string[] settings) => new(await MosquittoBroker.StartAsync(settings));

    /// <summary>Starts the program without waiting for anything.</summary>
    public GlipProgram Start(params string[] arguments) =>
        GlipProgram.Start(_folder.Path, ["watch", FormattableString.Invariant($"mqtt://127.0.0.1:{Broker.Port}"), .. arguments]);

    /// <summary>Starts the program and waits until it listens.</summary>
    public async Task<GlipProgram> WatchAsync(params string[] arguments)
    {
        var program = Start(arguments);
        await ListeningAsync();
        return program;
    }

    public Task ListeningAsync() => Broker.WaitForLogAsync("Sending SUBACK to glip-watch-");

    public Task PublishAsync(params string[] events) => PublishToAsync("glip/front_door/events", [.. events.Select(Encoding.UTF8.GetBytes)]);

    public async Task PublishToAsync(string topic, params byte[][] payloads)
    {
        if (_publisher is not { Ended.IsCompleted: false })
        {
            var options = new MqttOptions { Address = MqttAddress.Parse(FormattableString.Invariant($"mqtt://127.0.0.1:{Broker.Port}")), ClientId = "publisher" };
            _publisher = await new MqttConnector(options, TimeProvider.System).ConnectAsync(CancellationToken.None);
        }

        foreach (var payload in payloads)
        {
            await _publisher.PublishAsync(new MqttMessage { Topic = topic, Payload = payload }, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_publisher?.DisposeAsync() ?? default);
        await Broker.DisposeAsync();
        _folder.Dispose();
    }
}
