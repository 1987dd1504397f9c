using Glip.Core;
using Glip.Inference;
using Glip.Ingest;
using Glip.Sinks;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>The stages of one stream, in the order in which a frame passes them.</summary>
internal sealed record StreamStages
{
    public required IFrameSource Source { get; init; }

    /// <summary>What becomes of the frames.</summary>
    public required FrameCounters Counters { get; init; }

    /// <summary>Measures how the camera moves; null when it does not.</summary>
    public CameraMotion? CameraMotion { get; init; }

    /// <summary>Areas that are never looked at; null for none.</summary>
    public AreaMask? Mask { get; init; }

    /// <summary>Holds frames back in which nothing moves; null lets all pass.</summary>
    public MotionGate? Gate { get; init; }

    /// <summary>The way to the model.</summary>
    public required DetectionLane Lane { get; init; }

    /// <summary>What is sought, and what becomes of it, until it is changed.</summary>
    public required Judgement Judgement { get; init; }

    public required OcSortTracker Tracker { get; init; }

    public required IEventEngine Events { get; init; }

    /// <summary>Pictures of what was rejected; null when nobody wants them.</summary>
    public CandidatePictures? Candidates { get; init; }

    /// <summary>Pictures of best frames; null when nobody wants them.</summary>
    public BestPictures? Pictures { get; init; }

    public required IReadOnlyList<SinkQueue> Sinks { get; init; }

    /// <summary>What happens when a disk is slower than the stream.</summary>
    public required WhenFull WhenFull { get; init; }

    /// <summary>Hands out frames to those who ask.</summary>
    public required FrameRequests Requests { get; init; }
}
