using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Everybody outside who is told of events as they happen.</summary>
internal sealed class Receivers : IDisposable
{
    private readonly BrokerService? _broker;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Receivers(BrokerService? broker) => _broker = broker;

    /// <summary>Who is told of what frames bring.</summary>
    public IReadOnlyList<IStreamListener> Listeners => _broker is null ? [] : [_broker.States];

    /// <summary>Makes those that a configuration names; nothing is connected yet.</summary>
    /// <exception cref="ConfigurationException">A file for TLS cannot be used.</exception>
    /// <exception cref="MissingPartException">A library is not installed.</exception>
    public static Receivers Open(GlipConfiguration configuration, StreamSet streams, ModelIdentity model, Outbox? outbox, RunLog log, TimeProvider clock)
    {
        var broker = configuration.Broker is null ? null : new BrokerService(configuration, streams, model, outbox!, log, clock);
        streams.Changed = () => broker?.Refresh();
        return new(broker);
    }

    /// <summary>Runs until it is stopped.</summary>
    public Task RunAsync() => Task.WhenAll(_broker?.RunAsync() ?? Task.CompletedTask, _stopped.Task);

    /// <summary>To be called about once a second.</summary>
    public void Look() => _broker?.States.Look();

    /// <summary>Sends what is left, as far as it is taken within a few seconds.</summary>
    public async Task StopAsync()
    {
        await (_broker?.StopAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        _stopped.SetResult();
    }

    public void Dispose() => _broker?.Dispose();
}
