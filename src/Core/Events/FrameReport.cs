using System.Collections.Immutable;

namespace Glip.Core;

/// <summary>What one frame brought: what all sinks receive, once for every analysed frame and once at the end of a stream.</summary>
/// <param name="Header">The frame.</param>
/// <param name="Tracks">All tracks that live, with and without an open event, by ascending id.</param>
/// <param name="Events">The messages to publish, in order.</param>
/// <param name="BestShots">Tracks for which the picture of this frame is to be kept.</param>
/// <param name="Forgotten">Tracks of which no picture is needed any more.</param>
public sealed record FrameReport(
    FrameHeader Header,
    ImmutableArray<ReportedTrack> Tracks,
    ImmutableArray<PhraseEvent> Events,
    ImmutableArray<BestShot> BestShots,
    ImmutableArray<int> Forgotten)
{
    /// <summary>What was found of sought phrases and became part of no event; empty where nobody asks for it.</summary>
    public ImmutableArray<RejectedCandidate> Rejected { get; init; } = [];
}
