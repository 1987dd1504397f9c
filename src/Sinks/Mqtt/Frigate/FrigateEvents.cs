using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Turns what the frames of one stream bring into messages and counts of Frigate. To be given every report, or every event, in order.</summary>
/// <param name="labels">Labels of phrases.</param>
public sealed class FrigateEvents(FrigateLabels labels)
{
    private readonly Dictionary<Guid, FrigateLife> _open = [];
    private ImmutableArray<FrigatePresence> _present = [];

    /// <summary>What is there after the last report, for <see cref="FrigateCounts"/>.</summary>
    public ImmutableArray<FrigatePresence> Present => _present;

    /// <summary>The messages of a frame, in order.</summary>
    public ImmutableArray<FrigateEventMessage> Take(FrameReport report)
    {
        foreach (var phraseEvent in report.Events)
        {
            Open(phraseEvent);
        }

        var tracks = report.Tracks.ToDictionary(track => track.TrackId);
        foreach (var life in _open.Values)
        {
            if (tracks.TryGetValue(life.TrackId, out var track))
            {
                life.Advance(report.Header.Index, track.Stationary, track.Zones);
            }
        }

        var messages = report.Events.Select(Tell).ToImmutableArray();
        _present = [.. _open.Values.Select(life => life.Present)];
        return messages;
    }

    /// <summary>The message of an event without the frames before it, as when it was stored in between. It need not be the first of its life.</summary>
    public FrigateEventMessage Take(PhraseEvent phraseEvent)
    {
        Open(phraseEvent).Advance(phraseEvent.Frame.Index, phraseEvent.Stationary, phraseEvent.Zones);
        return Tell(phraseEvent);
    }

    private FrigateLife Open(PhraseEvent phraseEvent)
    {
        if (!_open.TryGetValue(phraseEvent.EventId, out var life))
        {
            _open[phraseEvent.EventId] = life = new(labels.Of(phraseEvent.Leading.Sought.Phrase.Slug), phraseEvent.TrackId);
        }

        return life;
    }

    private FrigateEventMessage Tell(PhraseEvent phraseEvent)
    {
        var message = _open[phraseEvent.EventId].Tell(phraseEvent);
        if (phraseEvent.Type == EventType.End)
        {
            _open.Remove(phraseEvent.EventId);
        }

        return message;
    }
}
