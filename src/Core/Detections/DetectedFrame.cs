using System.Collections.Immutable;

namespace Glip.Core;

/// <summary>All detections of one frame, best first; empty, never absent, when nothing was found.</summary>
public sealed record DetectedFrame(FrameHeader Header, ImmutableArray<Detection> Detections);
