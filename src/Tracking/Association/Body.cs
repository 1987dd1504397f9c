using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>One thing in one frame, with every phrase that was found on it.</summary>
/// <param name="Box">Box of the best detection, in source pixels.</param>
/// <param name="Phrases">Best first, each phrase once, at least one.</param>
internal sealed record Body(BoundingBox Box, ImmutableArray<PhraseScore> Phrases)
{
    public float Score => Phrases[0].Score;
}
