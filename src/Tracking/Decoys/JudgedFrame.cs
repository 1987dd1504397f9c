using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>A frame after its decoys were taken out.</summary>
/// <param name="Frame">What counts, in the order of before.</param>
/// <param name="Beaten">Sought phrases that a decoy beat, in the order of before.</param>
public readonly record struct JudgedFrame(DetectedFrame Frame, ImmutableArray<Detection> Beaten);
