namespace Glip.Core;

/// <summary>A box in source-image pixels: x to the right, y down, edges as continuous coordinates.</summary>
public readonly record struct BoundingBox(float Left, float Top, float Right, float Bottom)
{
    public float Width => Right - Left;

    public float Height => Bottom - Top;

    public float Area => Math.Max(0, Width) * Math.Max(0, Height);

    /// <summary>Middle of the lower edge: where an upright thing stands.</summary>
    public (float X, float Y) Anchor => ((Left + Right) / 2, Bottom);

    /// <summary>Area of the intersection divided by area of the union, in [0, 1]; 0 when both are empty.</summary>
    public float IoU(BoundingBox other)
    {
        var intersection = Intersect(other).Area;
        var union = Area + other.Area - intersection;
        return union > 0 ? intersection / union : 0;
    }

    /// <summary>The part that lies in both boxes; of negative width or height when there is none.</summary>
    public BoundingBox Intersect(BoundingBox other) => new(
        Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));

    /// <summary>The part that lies inside an image. At least a hundredth of a pixel stays on each axis, so that the box has an area.</summary>
    public BoundingBox ClipTo(ImageSize image)
    {
        const float least = 0.01f;
        var left = Math.Clamp(Left, 0, image.Width - least);
        var top = Math.Clamp(Top, 0, image.Height - least);
        return new(left, top, Math.Clamp(Right, left + least, image.Width), Math.Clamp(Bottom, top + least, image.Height));
    }
}
