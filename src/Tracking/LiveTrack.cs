using Glip.Core;

namespace Glip.Tracking;

/// <summary>An object that the tracker follows.</summary>
internal sealed class LiveTrack
{
    private readonly TrackerOptions _options;
    private readonly BoxFilter _filter;
    private Body _body;
    private TimeSpan _now;
    private TimeSpan _lastFound;
    private int _frames = 1;
    private int _hits = 1;

    public LiveTrack(int id, Body first, TimeSpan now, TrackerOptions options)
    {
        Id = id;
        _options = options;
        _filter = new(first.Box);
        _body = first;
        _now = _lastFound = now;
    }

    public int Id { get; }

    public bool Believed => _hits >= _options.MinHits;

    /// <summary>Frames since it was found; 0 when it was found in this one.</summary>
    public int Gap { get; private set; }

    /// <summary>Whether it was not found for too long.</summary>
    public bool Expired => _now - _lastFound > _options.MaxAge;

    /// <summary>
    /// Whether it must have left: not found, and its centre is expected outside of the image. Whoever enters there next is someone else.
    /// </summary>
    public bool HasLeft(ImageSize image)
    {
        var (x, y) = Predicted.Centre();
        return Gap > 0 && (x < 0 || y < 0 || x > image.Width || y > image.Height);
    }

    /// <summary>Whether it is not worth waiting for: not believed, and missed in more frames than it was found.</summary>
    /// <remarks>
    /// Differs from SORT, which drops a new track at its first miss: with a detector that misses one look in three, two of three
    /// people would not be believed at once.
    /// </remarks>
    public bool Doubtful => !Believed && _frames - _hits > _hits;

    /// <summary>Where it should be in this frame.</summary>
    public BoundingBox Predicted => _filter.Box;

    /// <summary>Standard deviation of the predicted centre, in pixels.</summary>
    public (double X, double Y) Spread => _filter.Spread;

    /// <summary>
    /// From 1 for a track found just now down to a half at the maximum age: of two tracks that fit a body equally well, the one that was
    /// seen last is meant. This keeps someone who walks hidden behind another from taking the other's place.
    /// </summary>
    public double Freshness => 1 - (0.5 * (_now - _lastFound) / _options.MaxAge);

    /// <summary>Whether a body was found by a phrase that also found this track the last time.</summary>
    public bool SharesPhrase(Body body) => body.Phrases.Any(p => _body.Phrases.Any(mine => mine.Phrase == p.Phrase));

    /// <summary>Moves on to a frame in which it has not been found yet.</summary>
    public void Advance(TimeSpan step)
    {
        _now += step;
        _frames++;
        Gap++;
        if (!Expired)
        {
            _filter.Predict(step);
        }
    }

    public void Find(Body body)
    {
        _filter.Correct(body.Box);
        _body = body;
        _lastFound = _now;
        _hits++;
        Gap = 0;
    }

    public Track ToTrack() => Gap == 0
        ? new(Id, _body.Box, BoxOrigin.Detected, Believed ? TrackState.Tracked : TrackState.New, _body.Phrases, _hits)
        : new(Id, Predicted, BoxOrigin.Predicted, Believed ? TrackState.Lost : TrackState.New, [], _hits);

    public Track ToEnded() => new(Id, _body.Box, BoxOrigin.Predicted, TrackState.Ended, [], _hits);
}
