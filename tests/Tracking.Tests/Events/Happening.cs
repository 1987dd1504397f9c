using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>One thing that comes to a stream.</summary>
/// <param name="Step">Seconds since the frame before.</param>
/// <param name="Detections">What is detected in the next frame; null when no frame comes.</param>
internal sealed record Happening(double Step, Detection[]? Detections)
{
    /// <summary>Number of the prompt and regions that are taken instead of a frame.</summary>
    public int? Change { get; init; }
}
