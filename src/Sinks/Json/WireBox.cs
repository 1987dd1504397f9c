using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// Finds a box again that was written in hundredths of a pixel and, divided by the size of the image, with five decimals: one that is written as the same numbers.
/// On small images the second is the finer one, on large ones the first.
/// </summary>
internal static class WireBox
{
    public static BoundingBox Read(
        (double Left, double Top, double Right, double Bottom) pixels, (double Left, double Top, double Right, double Bottom) normalised, ImageSize size)
    {
        var (left, right) = Edges(pixels.Left, pixels.Right, normalised.Left, normalised.Right, size.Width);
        var (top, bottom) = Edges(pixels.Top, pixels.Bottom, normalised.Top, normalised.Bottom, size.Height);
        return new(left, top, right, bottom);
    }

    private static (float Low, float High) Edges(double low, double high, double normalisedLow, double normalisedHigh, int length)
    {
        var pixel = new WireGrid(WireNumber.PixelSteps, length * WireNumber.PixelSteps);
        var normal = new WireGrid((double)WireNumber.NormalisedSteps / length, WireNumber.NormalisedSteps);
        var (pixelLow, pixelHigh) = ((int)Math.Round(low * WireNumber.PixelSteps), (int)Math.Round(high * WireNumber.PixelSteps));
        var (normalLow, normalHigh) = ((int)Math.Round(normalisedLow * WireNumber.NormalisedSteps), (int)Math.Round(normalisedHigh * WireNumber.NormalisedSteps));
        var first = Within(low, pixel.Low(pixelLow), normal.Low(normalLow));
        return (first, Math.Max(first, Within(high, pixel.High(pixelLow, pixelHigh), normal.High(normalLow, normalHigh))));
    }

    /// <summary>The edge as it stands there or, when its other form says more, the middle of what both allow.</summary>
    private static float Within(double edge, (double From, double To) one, (double From, double To) other)
    {
        const double hair = 1.0 / 64; // more than a step of pixels, and than floats are apart
        var (from, to) = (Math.Max(one.From, other.From), Math.Min(one.To, other.To));
        (from, to) = (double.IsInfinity(from) ? to - hair : from, double.IsInfinity(to) ? from + hair : to);
        return (float)edge > from && (float)edge < to ? (float)edge : (float)((from + to) / 2);
    }
}
