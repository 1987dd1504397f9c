using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>One open event, as Frigate tells it.</summary>
/// <param name="label">Fixed for its life.</param>
/// <param name="trackId">Number of its track.</param>
internal sealed class FrigateLife(string label, int trackId)
{
    private FrigateObject? _told;
    private bool _stationary;
    private int _motionless;
    private int _positions = 1;
    private ImmutableArray<string> _zones = [];

    public int TrackId => trackId;

    public FrigatePresence Present => new(label, _zones, !_stationary);

    /// <summary>Takes in a frame in which the object is.</summary>
    public void Advance(ReportedTrack track)
    {
        if (_stationary && !track.Stationary)
        {
            _positions++;
        }

        _stationary = track.Stationary;
        _motionless = _stationary ? _motionless + 1 : 0;
        _zones = track.Zones;
    }

    /// <summary>The message for an event of this life. An event that is not told from its beginning has no other state before.</summary>
    public FrigateEventMessage Tell(PhraseEvent phraseEvent)
    {
        var after = new FrigateObject(phraseEvent, label) { MotionlessCount = _motionless, PositionChanges = _positions };
        var before = _told ?? after with { FalsePositive = phraseEvent.Type == EventType.Start };
        _told = after;
        return new(before, after);
    }
}
