namespace Glip.Core;

/// <summary>A sought phrase that was found in a frame and became part of no event there.</summary>
/// <param name="Detection">What was found.</param>
/// <param name="Reason">Why it does not count.</param>
public readonly record struct RejectedCandidate(Detection Detection, RejectionReason Reason)
{
    /// <summary>Its place in the frame as JPEG; empty when no picture is kept.</summary>
    public ReadOnlyMemory<byte> Jpeg { get; init; }
}
