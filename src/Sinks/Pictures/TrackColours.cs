namespace Glip.Sinks;

/// <summary>A colour for every track: the same for the same id in pictures, videos and reports.</summary>
public static class TrackColours
{
    // The golden angle: hues of consecutive ids lie far apart, and none comes back soon.
    private const double GoldenAngleDegrees = 137.50776405;
    private const double Saturation = 0.85;

    public static Rgb Of(int trackId)
    {
        var hue = Math.Abs(trackId * GoldenAngleDegrees) % 360;
        return new(Channel(hue, 5), Channel(hue, 3), Channel(hue, 1));
    }

    /// <summary>One channel of a colour of full value; <paramref name="offset"/> is 5 for red, 3 for green, 1 for blue.</summary>
    private static byte Channel(double hue, int offset)
    {
        var sector = (offset + (hue / 60)) % 6;
        return (byte)Math.Round(255 * (1 - (Saturation * Math.Clamp(Math.Min(sector, 4 - sector), 0, 1))));
    }
}
