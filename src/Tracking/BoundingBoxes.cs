using System.Numerics;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>What tracking needs of boxes beyond their edges.</summary>
internal static class BoundingBoxes
{
    public static float LongerSide(this BoundingBox box) => Math.Max(box.Width, box.Height);

    public static (float X, float Y) Centre(this BoundingBox box) => ((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2);

    /// <summary>The box with each edge moved outwards.</summary>
    /// <param name="box">In pixels.</param>
    /// <param name="x">Pixels to the left and to the right.</param>
    /// <param name="y">Pixels up and down.</param>
    public static BoundingBox Widen(this BoundingBox box, float x, float y) => new(box.Left - x, box.Top - y, box.Right + x, box.Bottom + y);

    /// <summary>Whether a part lies in both boxes.</summary>
    public static bool Touches(this in BoundingBox box, in BoundingBox other) =>
        box.Left < other.Right && other.Left < box.Right && box.Top < other.Bottom && other.Top < box.Bottom;

    /// <summary>The box a share of the way to another: 0 is this one, 1 the other.</summary>
    public static BoundingBox Towards(this BoundingBox box, BoundingBox other, float share) => new(
        float.Lerp(box.Left, other.Left, share),
        float.Lerp(box.Top, other.Top, share),
        float.Lerp(box.Right, other.Right, share),
        float.Lerp(box.Bottom, other.Bottom, share));

    /// <summary>The box after a turn of the camera: its centre goes with the picture, its sides grow as the picture does. It stays upright.</summary>
    /// <param name="box">In pixels.</param>
    /// <param name="turn">Maps pixels of the frame before to this one, as row vectors.</param>
    public static BoundingBox Turn(this BoundingBox box, Matrix3x2 turn)
    {
        var (x, y) = box.Centre();
        var centre = Vector2.Transform(new(x, y), turn);
        var half = turn.Scale() / 2;
        return new(centre.X - (half * box.Width), centre.Y - (half * box.Height), centre.X + (half * box.Width), centre.Y + (half * box.Height));
    }

    /// <summary>By how much lengths grow.</summary>
    public static float Scale(this Matrix3x2 turn) => MathF.Sqrt(Math.Abs(turn.GetDeterminant()));
}
