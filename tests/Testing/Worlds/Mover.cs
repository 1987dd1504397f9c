namespace Glip.Testing;

/// <summary>An upright thing of three shades that crosses a <see cref="World"/>. Places and lengths are shares of its width and height.</summary>
/// <param name="Height">Height; it is 0.4 times as wide as high in a picture of 4:3.</param>
/// <param name="Speed">Widths a second, negative to the left.</param>
/// <param name="Contrast">Levels by which it is brighter than what is behind it, negative for darker.</param>
public sealed record Mover(double Height, double Speed, double Contrast)
{
    /// <summary>Where its middle is at first.</summary>
    public double X { get; init; } = 0.5;

    /// <summary>Where it stands.</summary>
    public double Foot { get; init; } = 0.8;

    /// <summary>Seconds at which it is there, begins to go, stops, and is gone again.</summary>
    public (double Appears, double Starts, double Stops, double Vanishes) Times { get; init; } = (0, 0, double.PositiveInfinity, double.PositiveInfinity);

    public void Paint(Canvas canvas, double time)
    {
        if (time >= Times.Appears && time < Times.Vanishes)
        {
            var width = Height * 0.3;
            var gone = Math.Max(0, Math.Min(time, Times.Stops) - Times.Starts);
            canvas.Brighten(X + (Speed * gone) - (width / 2), Foot - Height, width, Height, down => Contrast * (down < 0.2 ? 0.7 : down < 0.6 ? 1.2 : 0.9));
        }
    }
}
