using Glip.Core;

namespace Glip.Tracking;

/// <summary>How well a picture shows an object. Only comparisons between pictures of one object mean something.</summary>
internal static class SnapshotQuality
{
    // Share of the image's side. A larger object shows no more.
    private const double LargeEnough = 0.25;

    // What is left of the quality of a picture that shows a part, or is entirely blurred.
    private const double CutOff = 0.5;
    private const double Blurred = 0.5;

    /// <summary>Score × size × (half, when the edge of the image cuts it off).</summary>
    /// <param name="score">In [0, 1].</param>
    /// <param name="box">In source pixels, clipped to the image.</param>
    /// <param name="image">Size of the image.</param>
    public static double Of(float score, BoundingBox box, ImageSize image) =>
        score * Math.Min(1, box.ShareOf(image) / LargeEnough) * (ImageEdge.Touched(box, image) ? CutOff : 1);

    /// <summary>What sharpness makes of a quality: between half of it and all.</summary>
    /// <param name="quality">Of <see cref="Of"/>.</param>
    /// <param name="sharpness">In [0, 1].</param>
    public static double Sharpened(double quality, double sharpness) => quality * (Blurred + ((1 - Blurred) * sharpness));
}
