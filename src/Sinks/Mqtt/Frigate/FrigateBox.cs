using Glip.Core;

namespace Glip.Sinks;

/// <summary>A box in whole source pixels, at least one wide and high.</summary>
public readonly record struct FrigateBox(int Left, int Top, int Right, int Bottom)
{
    public int Area => (Right - Left) * (Bottom - Top);

    /// <summary>Width by height.</summary>
    public double Ratio => Math.Round((double)(Right - Left) / (Bottom - Top), 2);

    internal static FrigateBox Of(BoundingBox box, ImageSize image)
    {
        var (left, right) = Side(box.Left, box.Right, image.Width);
        var (top, bottom) = Side(box.Top, box.Bottom, image.Height);
        return new(left, top, right, bottom);
    }

    private static (int Low, int High) Side(float low, float high, int most)
    {
        var first = Math.Clamp((int)Math.Round(low), 0, most - 1);
        return (first, Math.Clamp((int)Math.Round(high), first + 1, most));
    }
}
