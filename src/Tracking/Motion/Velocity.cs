namespace Glip.Tracking;

/// <summary>Pixels a second, x to the right, y down.</summary>
internal readonly record struct Velocity(double X, double Y)
{
    /// <summary>Heights of the object a second; a slower one stands still, and its direction is only jitter.</summary>
    public const double LeastHeights = 0.05;

    public double Speed => Math.Sqrt((X * X) + (Y * Y));

    /// <summary>Direction in the picture, clockwise in [0, 360) degrees: 0 up, 90 right.</summary>
    public float Heading
    {
        get
        {
            var degrees = (float)(Math.Atan2(X, -Y) * 180 / Math.PI);
            var turned = degrees < 0 ? degrees + 360 : degrees;
            return turned < 360 ? turned : 0; // a very small angle to the left is rounded to the full circle
        }
    }
}
