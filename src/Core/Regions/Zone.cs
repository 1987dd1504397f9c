using System.Collections.Immutable;

namespace Glip.Core;

/// <summary>An area of the image.</summary>
/// <param name="Name">Unique in its stream.</param>
/// <param name="Points">Corners of a simple polygon, at least 3.</param>
public sealed record Zone(string Name, ImmutableArray<ImagePoint> Points)
{
    /// <summary>Frames in a row in which the anchor point must be inside (outside) for the object to have entered (left), at least 1.</summary>
    public int Inertia { get; init; } = 3;

    /// <summary>Times in the zone that are told when they are reached, rising.</summary>
    public ImmutableArray<TimeSpan> Dwell { get; init; } = [];

    /// <summary>Which point of a box counts.</summary>
    public RegionAnchor Anchor { get; init; }
}
