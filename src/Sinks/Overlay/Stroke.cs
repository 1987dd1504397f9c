using System.Collections.Immutable;
using System.Numerics;

namespace Glip.Sinks;

/// <summary>A line through points, or an area that it encloses.</summary>
/// <param name="Points">At least two.</param>
/// <param name="Colour">Of line and area.</param>
public readonly record struct Stroke(ImmutableArray<Vector2> Points, Rgb Colour)
{
    /// <summary>Whether the last point is joined to the first.</summary>
    public bool Closed { get; init; }

    /// <summary>How much of the picture the line hides, in [0, 1].</summary>
    public float Opacity { get; init; } = 1;

    /// <summary>How much of the picture the area hides, in [0, 1]; 0 for a line alone.</summary>
    public float Fill { get; init; }

    /// <summary>In widths of the line of a box.</summary>
    public float Width { get; init; } = 1;

    /// <summary>Whether it has a dark rim, so that it is seen on bright ground.</summary>
    public bool Rim { get; init; }
}
