using Glip.Core;

namespace Glip.Tracking;

/// <summary>What is known of one track, confirmed or not, up to the present frame.</summary>
internal sealed class TrackLife
{
    private readonly RecentBoxes _recent = new();
    private readonly RestingPlace _rest;
    private readonly TimeSpan _begin;
    private TimeSpan _now;
    private TimeSpan _lastFound;

    public TrackLife(int id, FrameHeader first, TimeSpan now, IReadOnlyDictionary<Phrase, SoughtPhrase> prompt, EventOptions options)
    {
        Id = id;
        StartedAt = LastFoundAt = first.CapturedAt;
        _begin = now;
        _rest = new(options.StationaryAfter);
        Phrases = new(prompt, options.InactiveAfter);
    }

    public int Id { get; }

    public PhraseBoard Phrases { get; }

    /// <summary>Capture time of the first frame.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Capture time of the last frame in which it was detected.</summary>
    public DateTimeOffset LastFoundAt { get; private set; }

    /// <summary>Whether it was detected in the present frame.</summary>
    public BoxOrigin Origin { get; private set; }

    /// <summary>Present box, in source pixels, not clipped.</summary>
    public BoundingBox Box { get; private set; }

    /// <summary>Last detected box, in source pixels, not clipped.</summary>
    public BoundingBox LastFoundBox { get; private set; }

    public BestFrame? Best { get; private set; }

    /// <summary>Null until there are three detected boxes.</summary>
    public ObjectMotion? Motion { get; private set; }

    public bool Stationary => _rest.Stationary;

    /// <summary>From the first frame to the present one.</summary>
    public TimeSpan Age => _now - _begin;

    /// <summary>From the first frame to the last one in which it was detected.</summary>
    public TimeSpan AgeWhenFound => _lastFound - _begin;

    /// <summary>Takes in the track's next frame.</summary>
    /// <returns>Whether it looks better than ever before: <see cref="Best"/> is this frame.</returns>
    public bool Observe(Track track, FrameHeader header, TimeSpan now)
    {
        _now = now;
        Box = track.Box;
        Origin = track.Origin;
        if (Origin == BoxOrigin.Predicted)
        {
            Phrases.Miss(now);
            return false;
        }

        LastFoundAt = header.CapturedAt;
        LastFoundBox = track.Box;
        _lastFound = now;
        Phrases.Observe(track.Phrases, now);
        Measure(track.Box);
        return Compare(header);
    }

    /// <summary>Whether it left the picture when it was last detected.</summary>
    public bool LeftImage(ImageSize image) => ImageEdge.Crossed(LastFoundBox, _recent.VelocityOf(box => box.Centre()), image);

    private void Measure(BoundingBox box)
    {
        _recent.Add(_now, box);
        _rest.Observe(_now, _recent.MedianAnchor, box.Height);
        if (_recent.Enough)
        {
            var velocity = _recent.VelocityOf(b => b.Anchor);
            var heights = velocity.Speed / Math.Max(1, box.Height);
            var moves = !Stationary && heights >= Velocity.LeastHeights;
            Motion = new((float)velocity.Speed, (float)heights, moves ? velocity.Heading : null);
        }
    }

    private bool Compare(FrameHeader header)
    {
        if (Phrases.BestNow is not { } now || now.Score <= Best?.Score)
        {
            return false;
        }

        Best = new(header, now.Phrase, now.Score, LastFoundBox.ClipTo(header.Source));
        return true;
    }
}
