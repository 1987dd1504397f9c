using Glip.Core;

namespace Glip.Tracking;

/// <summary>Tells whether an object left the picture.</summary>
internal static class ImageEdge
{
    // Share of the image. Boxes of things that are cut off by the edge seldom end exactly on it.
    private const float Margin = 0.01f;

    /// <summary>Whether a box touches an edge, so that a part of the object may be outside.</summary>
    public static bool Touched(BoundingBox box, ImageSize image)
    {
        var (left, top, right, bottom) = Touch(box, image);
        return left || top || right || bottom;
    }

    /// <summary>Whether a box touches an edge and moves over it.</summary>
    /// <param name="box">The last detected one.</param>
    /// <param name="centre">Velocity of its centre. The edges of a box that is cut off stay at the image edge; its centre goes on moving.</param>
    /// <param name="image">Size of the image.</param>
    public static bool Crossed(BoundingBox box, Velocity centre, ImageSize image)
    {
        var (left, top, right, bottom) = Touch(box, image);
        var speed = Velocity.LeastHeights * box.Height;
        return (left && centre.X < -speed) || (right && centre.X > speed) || (top && centre.Y < -speed) || (bottom && centre.Y > speed);
    }

    private static (bool Left, bool Top, bool Right, bool Bottom) Touch(BoundingBox box, ImageSize image)
    {
        var (x, y) = (Margin * image.Width, Margin * image.Height);
        return (box.Left <= x, box.Top <= y, box.Right >= image.Width - x, box.Bottom >= image.Height - y);
    }
}
