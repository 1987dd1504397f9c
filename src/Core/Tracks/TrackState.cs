namespace Glip.Core;

/// <summary>Life of a track, as in SORT and ByteTrack.</summary>
public enum TrackState
{
    /// <summary>Seen in too few frames to be believed.</summary>
    New,

    /// <summary>Believed, and found in this frame.</summary>
    Tracked,

    /// <summary>Not found in this frame; kept until it is older than the tracker's maximum age.</summary>
    Lost,

    /// <summary>Given up in this frame; it does not appear again.</summary>
    Ended,
}
