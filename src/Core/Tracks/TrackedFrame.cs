using System.Collections.Immutable;

namespace Glip.Core;

/// <summary>All tracks that live in one frame or end in it, by ascending id.</summary>
public sealed record TrackedFrame(FrameHeader Header, ImmutableArray<Track> Tracks);
