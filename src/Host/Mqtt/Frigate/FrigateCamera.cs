using System.Collections.Immutable;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>A stream as it is told in the way of Frigate. Not safe for use by several threads.</summary>
/// <param name="topics">Of the connection.</param>
/// <param name="labels">Labels of phrases.</param>
/// <param name="name">Name of the stream.</param>
internal sealed class FrigateCamera(FrigateTopics topics, FrigateLabels labels, string name)
{
    private static readonly TimeSpan s_betweenPictures = TimeSpan.FromSeconds(1);

    /// <summary>Its events.</summary>
    public FrigateEvents Events { get; } = new(labels);

    /// <summary>Labels of what is sought.</summary>
    public ImmutableArray<string> Labels { get; private set; } = [];

    /// <summary>Topics whose messages stay as they are while its phrases are sought.</summary>
    public IEnumerable<string> Kept => Labels.Select(label => topics.Snapshot(name, label).Name);

    /// <summary>Takes note of what is sought.</summary>
    public void See(StreamView view) => Labels = [.. view.Prompt.Phrases.Select(sought => labels.Of(sought.Phrase.Slug)).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether it is switched on.</summary>
    public IEnumerable<BoardMessage> Switches(StreamView view) => topics.EnabledStates(name).Select(topic => State(topic, PlainState.OnOff(view.Settings.Enabled)));

    /// <summary>How it is doing.</summary>
    public BoardMessage Status(StreamView view) => State(topics.Status(name), FrigateTopics.DetectStatus(view.Status.State));

    /// <summary>The picture of an event; null when it has none, or its label is not sought any more.</summary>
    public BoardMessage? Picture(FrigateEventMessage message) =>
        message.After is { Event.Snapshot.Jpeg: var jpeg, Label: var label } && Labels.Contains(label, StringComparer.Ordinal)
            ? new(topics.Snapshot(name, label).Message(jpeg), FrigateStates.StateRank, s_betweenPictures)
            : null;

    private static BoardMessage State(MqttTopic topic, ReadOnlyMemory<byte> payload) => new(topic.Message(payload), FrigateStates.StateRank);
}
