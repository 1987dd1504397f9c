using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>One open event, as Frigate tells it.</summary>
/// <param name="label">Fixed for its life.</param>
/// <param name="trackId">Number of its track.</param>
internal sealed class FrigateLife(string label, int trackId)
{
    private FrigateObject? _told;
    private long? _stillSince;
    private int _motionless;
    private int _positions = 1;
    private ImmutableArray<string> _zones = [];

    public int TrackId => trackId;

    public FrigatePresence Present => new(label, _zones, _stillSince is null);

    /// <summary>Takes in a frame in which the object is.</summary>
    /// <param name="frame">Index of the frame.</param>
    /// <param name="stationary">Whether it stands still there.</param>
    /// <param name="zones">Names of the zones that it is in.</param>
    public void Advance(long frame, bool stationary, ImmutableArray<string> zones)
    {
        _positions += _stillSince is not null && !stationary ? 1 : 0;
        _stillSince = stationary ? _stillSince ?? frame : null;
        _motionless = (int)(frame + 1 - (_stillSince ?? (frame + 1)));
        _zones = zones;
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
