using Glip.Sinks;

namespace Glip.Host;

/// <summary>Topics to subscribe to, and whose they are.</summary>
/// <param name="prefix">A checked prefix.</param>
/// <param name="streams">Names of streams; empty for all.</param>
internal sealed class WatchTopics(string prefix, IReadOnlyList<string> streams)
{
    private readonly int _depth = prefix.Split('/').Length;

    /// <summary>Filters for events.</summary>
    public IReadOnlyList<string> Events => [.. Streams.Select(stream => $"{prefix}/{stream}/events")];

    /// <summary>Filters for what is kept: how streams and programs are doing.</summary>
    public IReadOnlyList<string> States => [.. Streams.Select(stream => $"{prefix}/{stream}/status"), $"{prefix}/instance/+/status"];

    private IEnumerable<string> Streams => streams.Count == 0 ? ["+"] : streams;

    /// <summary>What a message is and of whom; the name is null when it is none.</summary>
    public (WatchTopic Topic, string? Name) Of(MqttMessage message)
    {
        var (topic, name) = message.Topic.Split('/')[Math.Min(_depth, message.Topic.Count('/') + 1)..] switch
        {
            [var stream, "events"] => (WatchTopic.Event, stream),
            ["instance", var instance, "status"] => (WatchTopic.Instance, instance),
            [var stream, "status"] => (WatchTopic.Stream, stream),
            _ => (WatchTopic.Stream, string.Empty),
        };
        return (topic, ConfigurationReader.IsName(name) ? name : null);
    }
}
