using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// Follows objects by where they are and how they move. Detections of different phrases on the same body are one object. A track is
/// <see cref="TrackState.New"/> until it was found in <see cref="TrackerOptions.MinHits"/> frames; a new one that was missed in more
/// frames than it was found ends, and so does one that went out of the image. Ids are given in order of appearance, best detection first. The box of a track that was
/// found is the detector's own; the box of one that ends is where it was found last.
/// </summary>
/// <remarks>
/// Source: A. Bewley et al., Simple Online and Realtime Tracking, arXiv 1602.00763; association in two rounds, the second for
/// low scores: Y. Zhang et al., ByteTrack, arXiv 2110.06864, algorithm 1.
/// </remarks>
public sealed class SortTracker : ITracker
{
    // Between 0.3 of SORT (section 4) and 0.2 of ByteTrack (match_thresh 0.8).
    private const float IouThreshold = 0.25f;

    // ByteTrack, byte_tracker.py, second association: a weak detection has to fit better.
    private const float WeakIouThreshold = 0.5f;

    private readonly TrackerOptions _options;
    private readonly FrameClock _clock = new();
    private readonly List<LiveTrack> _live = []; // by ascending id

    /// <param name="options">How objects are followed.</param>
    /// <param name="lastId">Highest id that the stream has given out before; the ids go on from there.</param>
    /// <exception cref="ConfigurationException">An option is out of range.</exception>
    public SortTracker(TrackerOptions options, int lastId = 0)
    {
        options.Check();
        _options = options;
        LastId = lastId;
    }

    public int LastId { get; private set; }

    public TrackedFrame Update(DetectedFrame frame)
    {
        var step = _clock.Advance(frame.Header.CapturedAt);
        _live.ForEach(track => track.Advance(step));
        var ended = TakeOut(track => track.Expired);
        var unclaimed = Associate(BodyFinder.Find(frame.Detections));
        ended.AddRange(TakeOut(track => track.Doubtful || track.HasLeft(frame.Header.Source)));
        _live.AddRange(unclaimed.Select(body => new LiveTrack(++LastId, body, _clock.Now, _options)));

        var tracks = _live.Select(track => track.ToTrack()).Concat(ended.Select(track => track.ToEnded()));
        return new(frame.Header, [.. tracks.OrderBy(track => track.Id)]);
    }

    /// <returns>The bodies that begin tracks, best first.</returns>
    private List<Body> Associate(List<Body> bodies)
    {
        var strong = bodies.FindAll(body => body.Score >= _options.HighScore);
        var weak = bodies.FindAll(body => body.Score >= _options.LowScore && body.Score < _options.HighScore);
        var believed = _live.FindAll(track => track.Believed);
        var newcomers = _live.FindAll(track => !track.Believed);

        Matching.Match(believed, strong, IouThreshold);
        Matching.Match(believed.FindAll(track => track.Gap == 1), weak, WeakIouThreshold);
        Matching.Match(newcomers, strong, IouThreshold);
        return strong;
    }

    private List<LiveTrack> TakeOut(Predicate<LiveTrack> gone)
    {
        var taken = _live.FindAll(gone);
        _live.RemoveAll(gone);
        return taken;
    }
}
