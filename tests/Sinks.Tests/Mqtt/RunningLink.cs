using System.Collections.Concurrent;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

/// <summary>A link at work.</summary>
internal sealed class RunningLink : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<MqttLinkStatus> _history = new();
    private readonly MqttLink _link;
    private readonly Task _running;

    public RunningLink(IMqttConnector connector, MqttOptions options, TimeProvider time, Func<IMqttConnection, CancellationToken, Task>? serve = null)
    {
        _link = new MqttLink(connector, options, new BackOff(new Random(1)), time) { Changed = _history.Enqueue };
        _running = _link.RunAsync(serve ?? KeepAsync, _stop.Token);
    }

    /// <summary>The latest connection.</summary>
    public IMqttConnection? Connection { get; private set; }

    public MqttLinkStatus Status => _link.Status;

    public IReadOnlyList<MqttLinkStatus> History => [.. _history];

    public Task Ended => _running;

    /// <summary>Waits for the n-th time that it is in a state.</summary>
    public Task WaitAsync(MqttLinkState state, int times = 1) => Waiting.UntilAsync(() => History.Count(status => status.State == state) >= times);

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private Task KeepAsync(IMqttConnection connection, CancellationToken cancellationToken)
    {
        Connection = connection;
        return Task.CompletedTask;
    }
}
