namespace Glip.Core;

/// <summary>A line that things cross. Left and right are those of someone who looks, in the picture, from its first point to its second.</summary>
/// <param name="Name">Unique in its stream.</param>
/// <param name="From">First point.</param>
/// <param name="To">Second point, not the first.</param>
public sealed record DirectedLine(string Name, ImagePoint From, ImagePoint To)
{
    /// <summary>The user's word for a crossing from left to right, such as <c>in</c>; null without one.</summary>
    public string? LeftToRight { get; init; }

    /// <summary>The user's word for a crossing from right to left; null without one.</summary>
    public string? RightToLeft { get; init; }

    /// <summary>Which point of a box counts.</summary>
    public RegionAnchor Anchor { get; init; }
}
