using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>Finds what was found of sought phrases and is part of no event.</summary>
/// <param name="prompt">What is sought.</param>
public sealed class RejectionFinder(Prompt prompt)
{
    private readonly Dictionary<Phrase, float> _enter = prompt.Phrases.ToDictionary(sought => sought.Phrase, sought => sought.EnterThreshold);

    /// <summary>Adds to a report what its frame held beside events: what a decoy beat, then the rest in the order of the frame.</summary>
    /// <param name="judged">The frame.</param>
    /// <param name="report">What it brought. A detection whose box lies on that of a track with an open event (IoU at least 0.5) is part of the event.</param>
    public FrameReport Add(JudgedFrame judged, FrameReport report)
    {
        var rejected = ImmutableArray.CreateBuilder<RejectedCandidate>();
        foreach (var beaten in judged.Beaten)
        {
            rejected.Add(new(beaten, RejectionReason.Decoy));
        }

        foreach (var detection in judged.Frame.Detections)
        {
            if (!IsPartOfEvent(detection.Box, report.Tracks))
            {
                rejected.Add(new(detection, detection.Score < _enter[detection.Phrase] ? RejectionReason.BelowThreshold : RejectionReason.NoTrack));
            }
        }

        return report with { Rejected = rejected.DrainToImmutable() };
    }

    private static bool IsPartOfEvent(BoundingBox box, ImmutableArray<ReportedTrack> tracks)
    {
        foreach (var track in tracks)
        {
            if (track.HasEvent && track.Box.IoU(box) >= DecoyFilter.SamePlaceIoU)
            {
                return true;
            }
        }

        return false;
    }
}
