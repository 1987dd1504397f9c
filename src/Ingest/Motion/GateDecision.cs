namespace Glip.Ingest;

/// <summary>Why a frame passes the motion gate, or that it does not.</summary>
public enum GateDecision
{
    /// <summary>Nothing moved since the last look: the frame is held back.</summary>
    Still,

    /// <summary>The first frame, or the first after a gap or a change of size.</summary>
    First,

    /// <summary>Something moved since the last look.</summary>
    Motion,

    /// <summary>Nothing moved, but the last look was too long ago.</summary>
    Refresh,

    /// <summary>Something is being followed.</summary>
    TrackAlive,

    /// <summary>A look was asked for, as when something else is sought.</summary>
    Asked,
}
