namespace Glip.Sinks;

/// <summary>Colours of what does not belong to one track.</summary>
internal static class OverlayColours
{
    /// <summary>Zones and lines at which nothing happens.</summary>
    public static readonly Rgb Calm = new(235, 235, 235);

    /// <summary>Those at which something does.</summary>
    public static readonly Rgb Lively = new(255, 190, 0);

    /// <summary>Behind text about zones and lines.</summary>
    public static readonly Rgb Ground = new(24, 24, 24);
}
