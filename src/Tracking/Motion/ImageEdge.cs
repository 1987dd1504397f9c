using Glip.Core;

namespace Glip.Tracking;

/// <summary>Tells whether an object left the picture.</summary>
internal static class ImageEdge
{
    // Share of the image. Boxes of things that are cut off by the edge seldom end exactly on it.
    private const float Margin = 0.01f;

    /// <summary>Whether a box touches an edge and moves over it.</summary>
    /// <param name="box">The last detected one.</param>
    /// <param name="centre">Velocity of its centre. The edges of a box that is cut off stay at the image edge; its centre goes on moving.</param>
    /// <param name="image">Size of the image.</param>
    public static bool Crossed(BoundingBox box, Velocity centre, ImageSize image)
    {
        var x = Margin * image.Width;
        var y = Margin * image.Height;
        var speed = Velocity.LeastHeights * box.Height;
        return (box.Left <= x && centre.X < -speed)
            || (box.Right >= image.Width - x && centre.X > speed)
            || (box.Top <= y && centre.Y < -speed)
            || (box.Bottom >= image.Height - y && centre.Y > speed);
    }
}
