namespace Glip.Sinks;

/// <summary>Every topic of a running program.</summary>
public sealed class GlipTopics
{
    /// <param name="prefix">One or more levels.</param>
    /// <param name="instance">Name of the running program.</param>
    /// <exception cref="Core.ConfigurationException">The prefix is none.</exception>
    public GlipTopics(string prefix, string instance)
    {
        Prefix = TopicPrefix.Check(prefix);
        Instance = instance;
        Status = new($"{prefix}/instance/{instance}/status") { Retain = true };
    }

    public string Prefix { get; }

    /// <summary>Name of the running program.</summary>
    public string Instance { get; }

    /// <summary>Whether the program runs: one of <see cref="PlainState.Online"/>, <see cref="PlainState.Stopped"/>, <see cref="PlainState.Offline"/>.</summary>
    public MqttTopic Status { get; }

    /// <summary>The topics of a stream.</summary>
    /// <param name="stream">Name of the stream; not <c>instance</c>.</param>
    public StreamTopics Of(string stream) => new(Prefix, stream);

    /// <summary>What a topic that somebody wrote to controls; null when it controls nothing. Neither stream nor phrase need exist.</summary>
    public ControlTopic? Control(string topic)
    {
        if (!topic.StartsWith(Prefix, StringComparison.Ordinal) || topic.Length <= Prefix.Length)
        {
            return null;
        }

        return topic[Prefix.Length..].Split('/') switch
        {
            ["", var stream, "prompt", "set"] => new(ControlKind.Prompt, topic, stream),
            ["", var stream, "enabled", "set"] => new(ControlKind.Enabled, topic, stream),
            ["", var stream, "snapshot", "request"] => new(ControlKind.Snapshot, topic, stream),
            ["", var stream, "phrase", var slug, "threshold", "set"] => new(ControlKind.Threshold, topic, stream) { Slug = slug },
            _ => null,
        };
    }
}
