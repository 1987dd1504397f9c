using System.Collections.Immutable;
using System.Numerics;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>An object that the tracker follows.</summary>
internal sealed class LiveTrack
{
    // Between two that fit equally well; where they are counts for more than what they are called.
    private const double PhraseWeight = 0.2;

    private const double Staleness = 0.7;

    private readonly PhraseMix _mix = new();
    private ImmutableArray<PhraseScore> _phrases;
    private TimeSpan _now;
    private TimeSpan _lastFound;
    private int _frames = 1;
    private int _hits;

    public LiveTrack(int id, Body first, TimeSpan now, TrackerOptions options)
    {
        Id = id;
        Options = options;
        _now = now;
        Motion = new(first.Box);
        Count(first);
    }

    public int Id { get; }

    /// <summary>May change at any time.</summary>
    public TrackerOptions Options { get; set; }

    public TrackMotion Motion { get; }

    public bool Believed => _hits >= Options.MinHits;

    /// <summary>Frames since it was found; 0 when it was found in this one.</summary>
    public int Gap { get; private set; }

    /// <summary>Whether it was given up.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether it may still be found in this frame.</summary>
    public bool IsSought => Gap > 0 && !IsOver;

    /// <summary>
    /// From 1 for a track found just now down to 0.3 at the maximum age: of two tracks that fit a body equally well, the one that was
    /// seen last is meant. This keeps someone who walks hidden behind another from taking the other's place.
    /// </summary>
    public double Freshness => 1 - (Staleness * (_now - _lastFound) / Options.MaxAge);

    /// <summary>From 1 for a body found by the phrases of the track, down to 0.8 for one that shares none.</summary>
    public double Kinship(Body body) => 1 - (PhraseWeight * (1 - _mix.Likeness(body.Phrases)));

    /// <summary>
    /// Whether a body can be this object by its phrases: one of them found the track lately; otherwise the boxes must be one body by
    /// <see cref="OneBody"/>: a person who passes a parked car is not the car.
    /// </summary>
    /// <param name="body">A body of this frame.</param>
    /// <param name="mine">Where this object is taken to be.</param>
    /// <param name="theirs">Where the body is taken to be.</param>
    public bool MayBe(Body body, BoundingBox mine, BoundingBox theirs) => _mix.Likeness(body.Phrases) > 0 || OneBody.Holds(mine, theirs);

    /// <summary>Moves on to a frame in which it has not been found yet; over if it was not found for too long.</summary>
    /// <param name="step">Time since the frame before.</param>
    /// <param name="turn">Maps pixels of the frame before to this one, as row vectors.</param>
    public void Advance(TimeSpan step, Matrix3x2? turn)
    {
        _now += step;
        _frames++;
        Gap++;
        IsOver = _now - _lastFound > Options.MaxAge;
        if (turn is { } view)
        {
            Motion.Turn(view);
        }

        if (!IsOver)
        {
            Motion.Advance(step);
        }
    }

    public void Find(Body body)
    {
        Motion.Observe(body.Box);
        Gap = 0;
        Count(body);
    }

    /// <summary>Gives it up if there is nothing to wait for.</summary>
    public void Judge(ImageSize image) => IsOver |= IsDoubtful || HasLeft(image);

    public Track ToTrack() => (IsOver, Gap) switch
    {
        (true, _) => new(Id, Motion.Last, BoxOrigin.Predicted, TrackState.Ended, [], _hits),
        (_, 0) => new(Id, Motion.Last, BoxOrigin.Detected, Believed ? TrackState.Tracked : TrackState.New, _phrases, _hits),
        _ => new(Id, Motion.Predicted, BoxOrigin.Predicted, Believed ? TrackState.Lost : TrackState.New, [], _hits),
    };

    /// <summary>Whether it is not worth waiting for: not believed, and missed in more frames than it was found.</summary>
    /// <remarks>
    /// Differs from SORT, which drops a new track at its first miss: with a detector that misses one look in three, two of three
    /// people would not be believed at once.
    /// </remarks>
    private bool IsDoubtful => !Believed && _frames - _hits > _hits;

    /// <summary>
    /// Whether it must have left: not found, and its centre is expected outside of the image. Whoever enters there next is someone else.
    /// </summary>
    private bool HasLeft(ImageSize image)
    {
        var (x, y) = Motion.Predicted.Centre();
        return Gap > 0 && (x < 0 || y < 0 || x > image.Width || y > image.Height);
    }

    private void Count(Body body)
    {
        _lastFound = _now;
        _hits++;
        _mix.Observe(body.Phrases);
        _phrases = body.Take();
    }
}
