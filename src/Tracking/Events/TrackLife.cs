using Glip.Core;

namespace Glip.Tracking;

/// <summary>What is known of one object, told or not, up to the present frame.</summary>
internal sealed class TrackLife
{
    private readonly Lookout _lookout;
    private readonly RecentBoxes _recent = new();
    private readonly RestingPlace _rest = new();
    private readonly TimeSpan _begin;
    private TimeSpan _now;
    private TimeSpan _lastFound;
    private double _bestQuality;

    /// <param name="id">The number under which it is told: that of its first track.</param>
    /// <param name="first">The frame in which it appears.</param>
    /// <param name="now">Time of that frame.</param>
    /// <param name="lookout">What is looked for.</param>
    public TrackLife(int id, FrameHeader first, TimeSpan now, Lookout lookout)
    {
        Id = id;
        StartedAt = LastFoundAt = first.CapturedAt;
        _begin = _lastFound = now;
        _lookout = lookout;
        Phrases = new(lookout);
        Regions = new(lookout.Regions);
    }

    public int Id { get; }

    public EventState State { get; set; } = EventState.Candidate;

    /// <summary>How the tracker sees it; ended also while it is waited for at its resting place.</summary>
    public TrackState Sight { get; private set; }

    /// <summary>Null until it has started.</summary>
    public OpenEvent? Event { get; set; }

    public PhraseBoard Phrases { get; }

    public RegionWatch Regions { get; }

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

    /// <summary>Whether there is enough to tell: the tracker believes it, it was found in this frame, and a phrase is active.</summary>
    public bool IsBelieved => Sight == TrackState.Tracked && Phrases.Active.Any();

    /// <summary>Whether its event is open, the tracker follows it, and it was not found in this frame.</summary>
    public bool IsMissing => Event is not null && Sight != TrackState.Ended && Origin == BoxOrigin.Predicted;

    /// <summary>From the first frame to the present one.</summary>
    public TimeSpan Age => _now - _begin;

    /// <summary>From the first frame to the last one in which it was detected.</summary>
    public TimeSpan AgeWhenFound => _lastFound - _begin;

    /// <summary>Since it was detected last.</summary>
    public TimeSpan Waited => _now - _lastFound;

    /// <summary>Takes in its next frame, detected or not.</summary>
    /// <param name="track">As it is in the frame, not ended.</param>
    /// <param name="header">The frame.</param>
    /// <param name="now">Time of the frame.</param>
    /// <param name="sharpness">Of a box in the frame, in [0, 1]; null when it is not known.</param>
    /// <returns>Whether it looks better than ever before: <see cref="Best"/> is this frame.</returns>
    public bool Observe(Track track, FrameHeader header, TimeSpan now, Func<BoundingBox, double>? sharpness)
    {
        _now = now;
        Sight = track.State;
        Origin = track.Origin;
        Box = track.Box;
        if (Origin == BoxOrigin.Predicted)
        {
            Phrases.Miss(now);
            return false;
        }

        LastFoundAt = header.CapturedAt;
        LastFoundBox = track.Box;
        _lastFound = now;
        Regions.Observe(track.Box, header.Source, now);
        Phrases.Observe(track.Phrases, sought => Counts(sought, header.Source), now);
        Measure(track.Box);
        return Compare(header, sharpness);
    }

    /// <summary>A frame in or after which the tracker does not follow it any more.</summary>
    public void Wait(TimeSpan now)
    {
        _now = now;
        Sight = TrackState.Ended;
        Origin = BoxOrigin.Predicted;
        Box = LastFoundBox;
        Phrases.Miss(now);
    }

    /// <summary>Whether it left the picture when it was last detected.</summary>
    public bool LeftImage(ImageSize image) => ImageEdge.Crossed(LastFoundBox, _recent.VelocityOf(box => box.Centre()), image);

    public void Reconfigure()
    {
        Phrases.Reconfigure();
        Regions.Reconfigure(_lookout.Regions);
    }

    /// <summary>As it is in the present frame; null as long as nothing that is sought was found on it.</summary>
    public ReportedTrack? ToReportedTrack(ImageSize image) => Phrases.First is { } leading
        ? new(Id, Box.ClipTo(image), Origin, leading, State) { Active = Phrases.ListedActive, Stationary = Stationary, Zones = Regions.Zones }
        : null;

    private bool Counts(SoughtPhrase sought, ImageSize image) =>
        (sought.Zones.IsEmpty || sought.Zones.Any(Regions.IsIn))
        && LastFoundBox.ClipTo(image).ShareOf(image) is var size && size >= sought.MinSize && size <= sought.MaxSize;

    private void Measure(BoundingBox box)
    {
        _recent.Add(_now, box);
        _rest.Observe(_now, _recent.MedianAnchor, box.Height, _lookout.Options.StationaryAfter);
        if (_recent.Enough)
        {
            var velocity = _recent.VelocityOf(b => b.Anchor);
            var heights = velocity.Speed / Math.Max(1, box.Height);
            var moves = !Stationary && heights >= Velocity.LeastHeights;
            Motion = new((float)velocity.Speed, (float)heights, moves ? velocity.Heading : null);
        }
    }

    private bool Compare(FrameHeader header, Func<BoundingBox, double>? sharpness)
    {
        var box = LastFoundBox.ClipTo(header.Source);
        if (Phrases.BestNow is not { } now || SnapshotQuality.Of(now.Score, box, header.Source) is var most && most <= _bestQuality)
        {
            return false;
        }

        var quality = SnapshotQuality.Sharpened(most, sharpness?.Invoke(box) ?? 1);
        if (quality <= _bestQuality)
        {
            return false;
        }

        _bestQuality = quality;
        Best = new(header, now.Phrase, now.Score, box);
        return true;
    }
}
