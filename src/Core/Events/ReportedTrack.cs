using System.Collections.Immutable;

namespace Glip.Core;

/// <summary>A track as it is in one frame.</summary>
/// <param name="TrackId">Number of the track.</param>
/// <param name="Box">In source pixels, clipped to the image.</param>
/// <param name="Origin">Whether the box was found in this frame.</param>
/// <param name="Leading">The phrase that its event is, or would be, shown under.</param>
/// <param name="State">Candidate, confirmed or lost; one that ended is not reported.</param>
public readonly record struct ReportedTrack(int TrackId, BoundingBox Box, BoxOrigin Origin, EventPhrase Leading, EventState State)
{
    /// <summary>All phrases that it counts for, the leading one first, then by best score; empty when none is active.</summary>
    public ImmutableArray<EventPhrase> Active { get; init; } = [];

    /// <summary>Whether it stands still.</summary>
    public bool Stationary { get; init; }

    /// <summary>Names of the zones that it is in; empty without zones.</summary>
    public ImmutableArray<string> Zones { get; init; } = [];

    /// <summary>Whether an event is open for it.</summary>
    public bool HasEvent => State is EventState.Confirmed or EventState.Lost;
}
