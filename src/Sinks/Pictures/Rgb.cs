namespace Glip.Sinks;

/// <summary>A colour; 8 bit a channel, sRGB.</summary>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    public static Rgb Black => new(0, 0, 0);

    public static Rgb White => new(255, 255, 255);

    /// <summary>Black or white, whichever is easier to read on this colour.</summary>
    /// <remarks>Source: ITU-R BT.601, weights of luma; the limit is half of the range.</remarks>
    public Rgb Text => (0.299 * Red) + (0.587 * Green) + (0.114 * Blue) > 127.5 ? Black : White;

    /// <summary>As CSS and SVG write it.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";
}
