namespace Glip.Testing;

/// <summary>What goes on in a <see cref="World"/> without anything being there. Places and lengths are shares of its width and height.</summary>
public static class Weather
{
    private const double Branch = 0.026; // width of what swings as one

    /// <summary>Streaks of random length and brightness, elsewhere in each frame.</summary>
    /// <param name="world">Where.</param>
    /// <param name="streaks">How many.</param>
    /// <param name="width">Of each.</param>
    /// <param name="length">Mean of all.</param>
    /// <param name="contrast">Of the brightest, in levels.</param>
    public static void AddRain(this World world, int streaks, double width, double length, double contrast) => world.Add((canvas, _) =>
    {
        for (var i = 0; i < streaks; i++)
        {
            var bright = contrast * (0.3 + (0.7 * canvas.Random.NextDouble()));
            canvas.Brighten(canvas.Random.NextDouble(), canvas.Random.NextDouble(), width, length * (0.5 + canvas.Random.NextDouble()), _ => bright);
        }
    });

    /// <summary>Branches over a part of the picture, each of which swings by itself.</summary>
    /// <param name="world">Where.</param>
    /// <param name="area">The part of the picture.</param>
    /// <param name="swing">How far they swing to each side.</param>
    /// <param name="wind">Share of it at a time in seconds; null for always all.</param>
    public static void AddBranches(this World world, (double Left, double Top, double Width, double Height) area, double swing, Func<double, double>? wind = null)
    {
        for (var x = 0.0; x < area.Width; x += Branch)
        {
            var (left, width, period, phase) = (area.Left + x, Math.Min(Branch, area.Width - x), 1.2 + (3 * world.Random.NextDouble()), Math.Tau * world.Random.NextDouble());
            world.Add((canvas, time) =>
            {
                var angle = (time * Math.Tau / period) + phase;
                canvas.Shift(left, area.Top, width, area.Height, swing * (wind?.Invoke(time) ?? 1) * ((0.7 * Math.Sin(angle)) + (0.3 * Math.Sin(2.7 * angle))));
            });
        }
    }

    /// <summary>A lamp that shines on a part of the picture.</summary>
    /// <param name="world">Where.</param>
    /// <param name="area">The part of the picture.</param>
    /// <param name="levels">How much brighter it makes it, at a time in seconds.</param>
    public static void AddLamp(this World world, (double Left, double Top, double Width, double Height) area, Func<double, double> levels) =>
        world.Add((canvas, time) => canvas.Brighten(area.Left, area.Top, area.Width, area.Height, _ => levels(time)));
}
