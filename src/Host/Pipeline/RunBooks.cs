using Glip.Sinks;

namespace Glip.Host;

/// <summary>What outlives the streams and, where the program has cameras or somebody to tell, the program.</summary>
/// <param name="Memory">What was set, and numbers of prompts.</param>
/// <param name="Outbox">Numbers of messages, and messages that wait; null for none.</param>
/// <param name="Clock">Gives all times.</param>
internal sealed record RunBooks(RunMemory Memory, Outbox? Outbox, TimeProvider Clock) : IAsyncDisposable
{
    /// <summary>Those of a run that nobody remembers.</summary>
    public static RunBooks OfThisRun(TimeProvider clock) => new(RunMemory.OfThisRun(), null, clock);

    /// <summary>Opens those of a configuration, or begins them. Events that were open when the program was killed are ended.</summary>
    /// <exception cref="Core.ConfigurationException">The data folder cannot be made.</exception>
    /// <exception cref="Core.UnavailableException">Another program uses the outbox, or it cannot be read.</exception>
    public static RunBooks Open(GlipConfiguration configuration, RunLog log, TimeProvider clock)
    {
        if (!configuration.HasCameras && configuration.Broker is null && configuration.Webhook is null)
        {
            return OfThisRun(clock);
        }

        void Warn(string line) => log.Warn(null, line);
        var memory = RunMemory.Open(Path.Combine(configuration.DataFolder, "state.json"), Warn);
        return new(memory, Outbox.Open(Options(configuration), clock, Warn), clock);
    }

    public ValueTask DisposeAsync() => Outbox?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static OutboxOptions Options(GlipConfiguration configuration) => new()
    {
        Path = Path.Combine(configuration.DataFolder, configuration.Outbox.Path),
        Receivers = [.. ReceiversOf(configuration).Select(receiver => receiver with { MaxBytes = configuration.Outbox.MaxBytes, Expiry = configuration.Outbox.Expiry })],
    };

    private static IEnumerable<OutboxReceiver> ReceiversOf(GlipConfiguration configuration)
    {
        if (configuration.Broker is { } broker)
        {
            var topics = new GlipTopics(broker.Prefix, configuration.Instance);
            yield return new(BrokerService.Receiver)
            {
                Topic = stream => topics.Of(stream).Events.Name,
                SnapshotTopic = (stream, slug) => topics.Of(stream).PhraseSnapshot(slug).Name,
            };
        }

        if (configuration.Broker?.Frigate is { EventsQos: MqttQos.AtLeastOnce })
        {
            yield return new(FrigateService.Receiver);
        }

        if (configuration.Webhook is not null)
        {
            yield return new(WebhookService.Receiver);
        }
    }
}
