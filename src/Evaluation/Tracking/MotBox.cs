namespace Glip.Evaluation;

/// <summary>A box as files of MOTChallenge have it, in pixels; with twice the digits of a box in the program, so that scores agree with those of others.</summary>
/// <param name="Left">Edge to the left; the first pixel is 1.</param>
/// <param name="Top">Upper edge; the first pixel is 1.</param>
/// <param name="Width">At least 0.</param>
/// <param name="Height">At least 0.</param>
public readonly record struct MotBox(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    /// <summary>Area of the intersection divided by area of the union, in [0, 1]; 0 when a box is empty.</summary>
    public double IoU(MotBox other)
    {
        var intersection = Overlap(Left, Right, other.Left, other.Right) * Overlap(Top, Bottom, other.Top, other.Bottom);
        return intersection > 0 ? intersection / (Area + other.Area - intersection) : 0;
    }

    // Of the edges and not of the sizes, so that a box has an IoU of exactly 1 with itself.
    private double Area => (Right - Left) * (Bottom - Top);

    private static double Overlap(double start, double end, double otherStart, double otherEnd) =>
        Math.Max(0, Math.Min(end, otherEnd) - Math.Max(start, otherStart));
}
