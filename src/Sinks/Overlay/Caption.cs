using System.Numerics;

namespace Glip.Sinks;

/// <summary>Text at a place.</summary>
/// <param name="At">The place; the text stands beside it.</param>
/// <param name="Text">What to write.</param>
/// <param name="Colour">Of what is behind the text.</param>
public readonly record struct Caption(Vector2 At, string Text, Rgb Colour)
{
    /// <summary>How much of the picture is hidden behind the text, in [0, 1].</summary>
    public float Opacity { get; init; } = 1;
}
