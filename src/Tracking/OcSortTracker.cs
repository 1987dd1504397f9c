using System.Runtime.InteropServices;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// Follows objects by where they are and how they move. Detections of different phrases on the same body are one object. A track is
/// <see cref="TrackState.New"/> until it was found in <see cref="TrackerOptions.MinHits"/> frames; a new one that was missed in more
/// frames than it was found ends, and so does one that went out of the image. Ids are given in order of appearance, best detection first. The box of a track that was
/// found is the detector's own; the box of one that ends is where it was found last. Where a frame and the one before know how the camera looks
/// (<see cref="FrameHeader.View"/>), everything that is remembered turns with it. The order of the detections of a frame changes nothing.
/// </summary>
/// <remarks>
/// Source: J. Cao et al., Observation-Centric SORT, arXiv 2203.14360; a round for low scores: Y. Zhang et al., ByteTrack, arXiv 2110.06864.
/// Differs from both: all times are capture times, never numbers of frames.
/// </remarks>
public sealed class OcSortTracker : ITracker
{
    private static readonly Predicate<LiveTrack> s_over = track => track.IsOver;

    private TrackerOptions _options;
    private readonly FrameClock _clock = new();
    private readonly CameraTurn _camera = new();
    private readonly BodyFinder _finder = new();
    private readonly Matching _matching = new();
    private readonly List<LiveTrack> _live = []; // by ascending id

    /// <param name="options">How objects are followed.</param>
    /// <param name="lastId">Highest id that the stream has given out before; the ids go on from there.</param>
    /// <exception cref="ConfigurationException">An option is out of range.</exception>
    public OcSortTracker(TrackerOptions options, int lastId = 0)
    {
        options.Check();
        _options = options;
        LastId = lastId;
    }

    public int LastId { get; private set; }

    public TrackedFrame Update(DetectedFrame frame)
    {
        var step = _clock.Advance(frame.Header.CapturedAt);
        var turn = _camera.Advance(frame.Header.View);
        foreach (var track in _live)
        {
            track.Advance(step, turn);
        }

        var bodies = _finder.Find(frame.Detections);
        Associate(bodies);
        foreach (var track in _live)
        {
            track.Judge(frame.Header.Source);
        }

        Begin(bodies);
        var tracked = Tell(frame.Header);
        _live.RemoveAll(s_over);
        return tracked;
    }

    /// <summary>Follows by other options from the next frame on. All tracks go on.</summary>
    /// <exception cref="ConfigurationException">An option is out of range; nothing has changed.</exception>
    public void Reconfigure(TrackerOptions options)
    {
        options.Check();
        _options = options;
        _live.ForEach(track => track.Options = options);
    }

    private void Associate(ReadOnlySpan<Body> bodies)
    {
        _matching.Match(new PredictedRound(_options, believed: true), _live, bodies);
        _matching.Match(new WeakRound(_options), _live, bodies);
        _matching.Match(new PredictedRound(_options, believed: false), _live, bodies);
        _matching.Match(new RecoveryRound(_options), _live, bodies);
    }

    private void Begin(ReadOnlySpan<Body> bodies)
    {
        foreach (var body in bodies)
        {
            if (!body.IsTaken && body.Score >= _options.HighScore)
            {
                _live.Add(new(++LastId, body, _clock.Now, _options));
            }
        }
    }

    private TrackedFrame Tell(FrameHeader header)
    {
        var tracks = new Track[_live.Count];
        for (var i = 0; i < tracks.Length; i++)
        {
            tracks[i] = _live[i].ToTrack();
        }

        return new(header, ImmutableCollectionsMarshal.AsImmutableArray(tracks));
    }
}
