using System.Collections.Immutable;
using System.Numerics;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Where the parts of a directed line are in a picture: the line, and an arrow to its right and one to its left.</summary>
internal sealed class LineGeometry
{
    private const float ArrowLength = 1.6f; // in letters
    private const float HeadLength = 0.6f;

    public LineGeometry(DirectedLine line, ImageSize size)
    {
        var (from, to) = (At(line.From, size), At(line.To, size));
        var along = Vector2.Normalize(to - from);
        var right = new Vector2(-along.Y, along.X); // y goes down
        var letter = DrawingScale.FontSize(size);
        var (rightFoot, leftFoot) = (Vector2.Lerp(from, to, 0.4f), Vector2.Lerp(from, to, 0.6f));
        Strokes = [[from, to], .. Arrow(rightFoot, right * letter), .. Arrow(leftFoot, -right * letter)];
        Name = from;
        Right = rightFoot + (right * letter * ArrowLength);
        Left = leftFoot - (right * letter * ArrowLength);
    }

    /// <summary>The line first.</summary>
    public ImmutableArray<ImmutableArray<Vector2>> Strokes { get; }

    /// <summary>Place of its name.</summary>
    public Vector2 Name { get; }

    /// <summary>Tip of the arrow from left to right.</summary>
    public Vector2 Right { get; }

    /// <summary>Tip of the arrow from right to left.</summary>
    public Vector2 Left { get; }

    private static Vector2 At(ImagePoint point, ImageSize size) => new((float)(point.X * size.Width), (float)(point.Y * size.Height));

    private static ImmutableArray<Vector2>[] Arrow(Vector2 foot, Vector2 letter)
    {
        var tip = foot + (letter * ArrowLength);
        var (back, side) = (letter * HeadLength, new Vector2(-letter.Y, letter.X) * HeadLength);
        return [[foot, tip], [tip - back + side, tip, tip - back - side]];
    }
}
