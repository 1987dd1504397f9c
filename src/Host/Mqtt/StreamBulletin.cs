using System.Collections.Immutable;
using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>What a broker is told of one stream, apart from its events. Safe for use by several threads.</summary>
/// <param name="topics">Of the running program.</param>
/// <param name="broker">What is told there.</param>
/// <param name="model">The model in use.</param>
/// <param name="stream">Name of the stream.</param>
internal sealed class StreamBulletin(GlipTopics topics, BrokerConfiguration broker, ModelIdentity model, string stream)
{
    /// <summary>Devices first, then states, then that the program is there.</summary>
    public const int DeviceRank = 0;

    public const int StateRank = 1;

    private static readonly TimeSpan s_betweenDevices = TimeSpan.FromSeconds(2); // Home Assistant may skip a second message while it sets up a device
    private static readonly TimeSpan s_betweenPictures = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly StreamTopics _topics = topics.Of(stream);
    private readonly HomeAssistantTopics? _homeAssistant = broker.HomeAssistant is { } prefix ? new(prefix) : null;
    private ImmutableArray<string> _told = []; // slugs, those that were told last at the end
    private readonly PhraseCounts _counts = new();
    private StreamView? _view;
    private RefusedControl? _refused;

    /// <summary>How the stream was last seen; null before the first time.</summary>
    public StreamView? View
    {
        get
        {
            lock (_lock)
            {
                return _view;
            }
        }
    }

    /// <summary>The topics by which it is controlled.</summary>
    public IReadOnlyList<string> Controls => broker.Control && View is { } view ? _topics.Controls(Slugs(view)) : [];

    /// <summary>Topics whose messages stay as they are while its phrases are sought.</summary>
    public IEnumerable<string> Kept => View is { } view ? Slugs(view).Select(slug => _topics.PhraseSnapshot(slug).Name) : [];

    /// <summary>Takes note of how the stream is now. A new prompt ends the refusal of an earlier one.</summary>
    public void See(StreamView view)
    {
        lock (_lock)
        {
            if (_view?.Prompt.Version != view.Prompt.Version || _view.RequestId != view.RequestId)
            {
                _refused = null;
            }

            _view = view;
            _told = [.. _told.Except(Slugs(view), StringComparer.Ordinal).TakeLast(Prompt.MaxPhrases), .. Slugs(view)];
            _counts.Seek(Slugs(view), view.Settings.Regions.Zones.Select(zone => zone.Name));
        }
    }

    /// <summary>Takes note that a wish for another prompt was refused; null when it was granted and changed nothing.</summary>
    public void Refuse(RefusedControl? refused)
    {
        lock (_lock)
        {
            _refused = refused;
        }
    }

    /// <summary>Everything that it has to say, but for its pictures and how it is doing.</summary>
    public IReadOnlyList<BoardMessage> Messages()
    {
        lock (_lock)
        {
            return _view is { } view ? [.. Device(view), PromptState(view), Switch(view), .. view.Prompt.Phrases.Select(Threshold), .. _counts.All.SelectMany(Count)] : [];
        }
    }

    /// <summary>Takes in what a frame brought.</summary>
    /// <returns>What is to be said of it.</returns>
    public IReadOnlyList<BoardMessage> Take(FrameReport report)
    {
        lock (_lock)
        {
            return [.. report.Events.Where(IsShown).Select(Picture), .. _counts.Take(report.Events).SelectMany(Count)];
        }
    }

    /// <summary>The messages that repeat what is in force, for somebody who wished for something else.</summary>
    /// <param name="topic">What somebody wrote to.</param>
    public IReadOnlyList<BoardMessage> InForce(ControlTopic topic)
    {
        lock (_lock)
        {
            return (topic.Kind, _view) switch
            {
                (ControlKind.Prompt, { } view) => [PromptState(view)],
                (ControlKind.Enabled, { } view) => [Switch(view)],
                (ControlKind.Threshold, { } view) => [.. view.Prompt.Phrases.Where(sought => sought.Phrase.Slug == topic.Slug).Select(Threshold)],
                _ => [],
            };
        }
    }

    /// <summary>How the stream is doing.</summary>
    /// <param name="view">The stream.</param>
    /// <param name="backlog">Its messages.</param>
    /// <param name="now">When this is true.</param>
    public BoardMessage Status(StreamView view, Backlog backlog, DateTimeOffset now)
    {
        var message = new StreamStatusMessage
        {
            Status = view.Status,
            Instance = topics.Instance,
            Kind = view.Settings.Camera is null ? SourceKind.File : SourceKind.Camera,
            Enabled = view.Settings.Enabled,
            PromptVersion = view.Prompt.Version,
            Model = model,
            UpdatedAt = now,
            MessagesDropped = backlog.Dropped,
            OutboxPending = backlog.Pending,
            LastSeq = view.LastSeq,
        };
        return State(_topics.Status, message.ToJson());
    }

    private static IEnumerable<string> Slugs(StreamView view) => view.Prompt.Phrases.Select(sought => sought.Phrase.Slug);

    private static BoardMessage State(MqttTopic topic, ReadOnlyMemory<byte> payload) => new(topic.Message(payload), StateRank);

    /// <summary>Home Assistant takes 255 characters of text at most, and removes what is not there any more only when it is told so.</summary>
    private IEnumerable<BoardMessage> Device(StreamView view)
    {
        if (_homeAssistant is not null)
        {
            var removed = _told.Except(Slugs(view), StringComparer.Ordinal).ToImmutableArray();
            var device = DiscoveryMessage.ToJson(new DiscoveredStream(topics, stream, view.Prompt) { Control = broker.Control, Removed = removed });
            yield return new(_homeAssistant.Discovery(topics, stream).Message(device), DeviceRank, s_betweenDevices);
        }
    }

    private BoardMessage PromptState(StreamView view) => State(_topics.PromptState, new PromptStateMessage
    {
        Stream = stream,
        Prompt = view.Prompt,
        AppliedAt = view.AppliedAt,
        Origin = view.FromFile ? PromptOrigin.File : PromptOrigin.Mqtt,
        Model = model,
        RequestId = view.RequestId,
        Error = _refused,
    }.ToJson());

    private BoardMessage Switch(StreamView view) => State(_topics.EnabledState, PlainState.OnOff(view.Settings.Enabled));

    private BoardMessage Threshold(SoughtPhrase sought) => State(_topics.ThresholdState(sought.Phrase.Slug), PlainState.Number(sought.EnterThreshold));

    private IEnumerable<BoardMessage> Count(PhraseCount count)
    {
        if (count.Zone is { } zone)
        {
            return [State(_topics.Count(zone, count.Slug), PlainState.Number(count.Count))];
        }

        return [State(_topics.Active(count.Slug), PlainState.OnOff(count.Count > 0)), State(_topics.Count(count.Slug), PlainState.Number(count.Count))];
    }

    private bool IsShown(PhraseEvent phraseEvent) =>
        phraseEvent.Snapshot is not null && _view is { } view && Slugs(view).Contains(phraseEvent.Leading.Sought.Phrase.Slug, StringComparer.Ordinal);

    private BoardMessage Picture(PhraseEvent phraseEvent) => new(
        _topics.PhraseSnapshot(phraseEvent.Leading.Sought.Phrase.Slug).Message(phraseEvent.Snapshot!.Jpeg) with { UserProperties = MessageProperties.OfBest(phraseEvent) },
        StateRank,
        s_betweenPictures);
}
