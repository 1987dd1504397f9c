using Glip.Core;

namespace Glip.Sinks;

/// <summary>The JSON of one message for each receiver: it differs in the topic of the picture only, and is written once for all who have the same.</summary>
internal sealed class OutboxBodies(PhraseEvent numbered, DateTimeOffset now)
{
    private readonly List<(string? Topic, byte[] Body)> _written = [];

    public byte[] For(OutboxReceiver receiver) => For(receiver.SnapshotTopic?.Invoke(numbered.Stream.StreamId, numbered.Leading.Sought.Phrase.Slug));

    /// <summary>One to read the message from again.</summary>
    public byte[] Any() => _written.Count > 0 ? _written[0].Body : For(snapshotTopic: null);

    private byte[] For(string? snapshotTopic)
    {
        foreach (var (topic, body) in _written)
        {
            if (topic == snapshotTopic)
            {
                return body;
            }
        }

        _written.Add((snapshotTopic, EventJson.Write(numbered, now, snapshotTopic)));
        return _written[^1].Body;
    }
}
