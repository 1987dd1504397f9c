using System.Collections;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>All objects of a stream, by ascending number, and which track each is followed by.</summary>
internal sealed class ObjectBook(Lookout lookout) : IEnumerable<TrackLife>
{
    // Of all parked cars that cannot be seen, those seen last are waited for.
    private const int MostAwaited = 100;

    // Overlap of the boxes of something that is found again where it stood.
    private const float SamePlaceIoU = 0.5f;

    private readonly SortedDictionary<int, TrackLife> _lives = [];
    private readonly Dictionary<int, int> _adopted = []; // track → object whose first track was another
    private readonly Dictionary<int, int> _eventsBefore = []; // of live tracks whose events were ended from outside

    /// <summary>The object that a live track follows; a new one for a new track.</summary>
    public TrackLife Of(int trackId, FrameHeader header, TimeSpan now)
    {
        if (!_lives.TryGetValue(_adopted.GetValueOrDefault(trackId, trackId), out var life))
        {
            life = new(trackId, header, now, lookout);
            _lives.Add(trackId, life);
        }

        return life;
    }

    /// <summary>The tracker does not follow a track any more.</summary>
    public void GiveUp(int trackId, TimeSpan now)
    {
        _eventsBefore.Remove(trackId);
        if (_lives.TryGetValue(_adopted.Remove(trackId, out var id) ? id : trackId, out var life))
        {
            life.Wait(now);
        }
    }

    /// <summary>An object is followed by another track from now on.</summary>
    public void Adopt(int trackId, TrackLife life) => _adopted[trackId] = life.Id;

    /// <summary>Whether an object that the tracker has given up is waited for at its resting place.</summary>
    public bool IsAwaited(TrackLife life) =>
        life is { Event: not null, Stationary: true } && life.Waited <= lookout.Options.StationaryMaxAge
        && _lives.Values.Count(other => other.Sight == TrackState.Ended && other.Waited < life.Waited) < MostAwaited;

    /// <summary>The object that is waited for where a new one has appeared, with the same phrase; null when there is none.</summary>
    public TrackLife? AwaitedAs(TrackLife newcomer) => newcomer is { State: EventState.Candidate, IsBelieved: true }
        ? _lives.Values
            .Where(life => life.Sight == TrackState.Ended && IsAwaited(life) && newcomer.Phrases.Active.Contains(life.Phrases.Leading!.Phrase))
            .Where(life => life.LastFoundBox.IoU(newcomer.LastFoundBox) >= SamePlaceIoU)
            .MaxBy(life => life.LastFoundBox.IoU(newcomer.LastFoundBox))
        : null;

    /// <summary>A track whose event was ended from outside may begin another one, which has another id.</summary>
    public Guid EventIdOf(TrackLife life, EventStream stream) =>
        EventIds.Of(stream, life.Id, life.StartedAt, _eventsBefore.GetValueOrDefault(life.Id));

    public void Remove(TrackLife life)
    {
        _lives.Remove(life.Id);
        if (life is { Event: not null, Sight: not TrackState.Ended } && !_adopted.ContainsValue(life.Id))
        {
            _eventsBefore[life.Id] = _eventsBefore.GetValueOrDefault(life.Id) + 1;
        }

        foreach (var track in _adopted.Where(pair => pair.Value == life.Id).Select(pair => pair.Key).ToList())
        {
            _adopted.Remove(track);
        }
    }

    public IEnumerator<TrackLife> GetEnumerator() => _lives.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
