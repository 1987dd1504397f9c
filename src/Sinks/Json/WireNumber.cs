using Glip.Core;

namespace Glip.Sinks;

/// <summary>Numbers as they leave the program: rounded, and still within their range after rounding.</summary>
internal static class WireNumber
{
    public const int PixelSteps = 100;
    public const int NormalisedSteps = 100_000;

    /// <summary>Rounds half to even. Never gives a negative zero, which JSON would show.</summary>
    public static double Round(double value, int decimals) => Math.Round(value, decimals) + 0.0;

    public static double Score(float score) => Round(score, 4);

    public static double Seconds(TimeSpan time) => Round(time.TotalSeconds, 3);

    /// <summary>One decimal, in [0, 360): what rounds up to a full turn is 0.</summary>
    public static double Degrees(float degrees) => Round(degrees, 1) % 360;

    /// <summary>Hundredths of a pixel, with 0 ≤ left &lt; right ≤ width, and the same for the height.</summary>
    public static (double Left, double Top, double Right, double Bottom) PixelBox(BoundingBox box, ImageSize image)
    {
        var (left, right) = Steps(box.Left, box.Right, PixelSteps, image.Width * PixelSteps);
        var (top, bottom) = Steps(box.Top, box.Bottom, PixelSteps, image.Height * PixelSteps);
        return ((double)left / PixelSteps, (double)top / PixelSteps, (double)right / PixelSteps, (double)bottom / PixelSteps);
    }

    /// <summary>The box divided by width and height, five decimals, with 0 ≤ left &lt; right ≤ 1, and the same for the height.</summary>
    public static (double Left, double Top, double Right, double Bottom) NormalisedBox(BoundingBox box, ImageSize image)
    {
        var (left, right) = Steps(box.Left, box.Right, (double)NormalisedSteps / image.Width, NormalisedSteps);
        var (top, bottom) = Steps(box.Top, box.Bottom, (double)NormalisedSteps / image.Height, NormalisedSteps);
        return ((double)left / NormalisedSteps, (double)top / NormalisedSteps, (double)right / NormalisedSteps, (double)bottom / NormalisedSteps);
    }

    /// <summary>An interval in whole steps, at least one step long.</summary>
    private static (int Low, int High) Steps(float low, float high, double stepsPerUnit, int most)
    {
        var first = Math.Clamp((int)Math.Round(low * stepsPerUnit), 0, most - 1);
        return (first, Math.Clamp((int)Math.Round(high * stepsPerUnit), first + 1, most));
    }
}
