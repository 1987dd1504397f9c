using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Turns what the frames of one stream bring into messages and counts of Frigate. To be given every report, in order.</summary>
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
        foreach (var start in report.Events.Where(e => !_open.ContainsKey(e.EventId)))
        {
            _open[start.EventId] = new(labels.Of(start.Leading.Sought.Phrase.Slug), start.TrackId);
        }

        var tracks = report.Tracks.ToDictionary(track => track.TrackId);
        foreach (var life in _open.Values)
        {
            if (tracks.TryGetValue(life.TrackId, out var track))
            {
                life.Advance(track);
            }
        }

        var messages = report.Events.Select(Tell).ToImmutableArray();
        _present = [.. _open.Values.Select(life => life.Present)];
        return messages;
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
