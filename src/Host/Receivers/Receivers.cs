using System.Collections.Immutable;
using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Everybody outside who is told of events as they happen.</summary>
internal sealed class Receivers : IDisposable
{
    private readonly ImmutableArray<IReceiver> _all;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Receivers(ImmutableArray<IReceiver> all) => _all = all;

    /// <summary>Who is told of what frames bring.</summary>
    public IReadOnlyList<IStreamListener> Listeners => [.. _all.Select(receiver => receiver.Listener).OfType<IStreamListener>()];

    /// <summary>Those of a configuration for whom messages wait in the outbox.</summary>
    public static IEnumerable<OutboxReceiver> WaitedFor(GlipConfiguration configuration)
    {
        OutboxReceiver Receiver(string name) => new(name) { MaxBytes = configuration.Outbox.MaxBytes, Expiry = configuration.Outbox.Expiry };
        if (configuration.Broker is { } broker)
        {
            var topics = new GlipTopics(broker.Prefix, configuration.Instance);
            yield return Receiver(BrokerService.Receiver) with
            {
                Topic = stream => topics.Of(stream).Events.Name,
                SnapshotTopic = (stream, slug) => topics.Of(stream).PhraseSnapshot(slug).Name,
            };
        }

        if (configuration.Broker?.Frigate is { EventsQos: MqttQos.AtLeastOnce })
        {
            yield return Receiver(FrigateService.Receiver);
        }

        if (configuration.Webhook is not null)
        {
            yield return Receiver(WebhookService.Receiver);
        }
    }

    /// <summary>Makes those that a configuration names; nothing is connected yet.</summary>
    /// <exception cref="ConfigurationException">A file for TLS cannot be used.</exception>
    /// <exception cref="MissingPartException">A library is not installed.</exception>
    public static Receivers Open(GlipConfiguration configuration, StreamSet streams, ModelIdentity model, Outbox? outbox, RunLog log, TimeProvider clock)
    {
        var all = ImmutableArray.CreateBuilder<IReceiver>();
        if (configuration.Broker is { } broker)
        {
            all.Add(new BrokerService(configuration, streams, model, outbox!, log, clock));
            if (broker.Frigate is { } frigate)
            {
                all.Add(new FrigateService(configuration, frigate, streams, outbox!, log, clock));
            }
        }

        if (configuration.Webhook is { } webhook)
        {
            all.Add(new WebhookService(webhook, outbox!, log, clock));
        }

        var receivers = new Receivers(all.ToImmutable());
        streams.Changed = () => receivers.Each(receiver => receiver.Refresh());
        return receivers;
    }

    /// <summary>Runs until it is stopped.</summary>
    public Task RunAsync() => Task.WhenAll([.. _all.Select(receiver => receiver.RunAsync()), _stopped.Task]);

    /// <summary>To be called about once a second.</summary>
    public void Look() => Each(receiver => receiver.Look());

    /// <summary>Sends what is left, as far as it is taken within a few seconds.</summary>
    public async Task StopAsync()
    {
        await Task.WhenAll(_all.Select(receiver => receiver.StopAsync())).ConfigureAwait(false);
        _stopped.SetResult();
    }

    public void Dispose() => Each(receiver => receiver.Dispose());

    private void Each(Action<IReceiver> action) => _all.ToList().ForEach(action);
}
