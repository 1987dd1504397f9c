using Glip.Core;

namespace Glip.Inference;

/// <summary>How a stream shares the detector.</summary>
public sealed record LaneOptions
{
    /// <summary>Told of each frame that was analysed or dropped; not of those that came in.</summary>
    public required FrameCounters Counters { get; init; }

    /// <summary>Live streams drop the oldest waiting frame; files wait.</summary>
    public required WhenFull WhenFull { get; init; }

    /// <summary>Share of the device beside other streams when there is too much to do, above 0.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Frames that wait at most, at least 1. A file needs as many as a batch holds to fill batches by itself.</summary>
    public int Capacity { get; init; } = 1;
}
