namespace Glip.Core;

/// <summary>Why something that was found became part of no event.</summary>
public enum RejectionReason
{
    /// <summary>It scored less than the phrase's enter threshold.</summary>
    BelowThreshold,

    /// <summary>A decoy fits the place as well.</summary>
    Decoy,

    /// <summary>It scored enough, but was not found in enough frames, or counts nowhere it was found.</summary>
    NoTrack,
}
