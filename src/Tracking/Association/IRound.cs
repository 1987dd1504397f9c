using Glip.Core;

namespace Glip.Tracking;

/// <summary>One round of association: who takes part, and who fits whom. Implemented by structs, so that a round costs no memory and no calls.</summary>
internal interface IRound
{
    /// <summary>Whether a track that was not found yet looks for a body.</summary>
    bool Seeks(LiveTrack track);

    /// <summary>Whether a body that no track has yet can be found.</summary>
    bool Offers(Body body);

    /// <summary>A box, in pixels, that every body touches that can fit the track; so that most pairs need no closer look.</summary>
    BoundingBox Range(LiveTrack track);

    /// <summary>How well a pair fits, at most about 1; 0 or less for one that must not be.</summary>
    double Gain(LiveTrack track, Body body);
}
