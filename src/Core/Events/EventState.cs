namespace Glip.Core;

/// <summary>Where the event of a track is in its life.</summary>
public enum EventState
{
    /// <summary>Seen, but nothing was told of it yet.</summary>
    Candidate,

    /// <summary>Told, and found in this frame.</summary>
    Confirmed,

    /// <summary>Told, and not found in this frame.</summary>
    Lost,

    /// <summary>Over; nothing more is told of it.</summary>
    Ended,
}
