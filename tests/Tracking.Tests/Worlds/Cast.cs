namespace Glip.Tracking.Tests;

/// <summary>Invents people by chance: sizes grow to the lower edge, as from a camera on a wall.</summary>
internal sealed class Cast(Random random)
{
    private const int Margin = 60;

    /// <summary>Walks through the picture, 0.5 to 1.2 of its heights a second.</summary>
    /// <param name="fromLeft">Which way.</param>
    /// <param name="lane">Where its feet are, in pixels from the top.</param>
    /// <param name="start">When it comes in, in seconds.</param>
    public Actor Walker(bool fromLeft, float lane, double start)
    {
        var height = HeightAt(lane);
        var (from, to) = fromLeft ? (-Margin, BoxWorld.Width + Margin) : (BoxWorld.Width + Margin, -Margin);
        var seconds = (to - from) / (Speed() * height);
        return new(height, (start, from, lane), (start + Math.Abs(seconds), to, lane + random.Next(-15, 15)));
    }

    /// <summary>Stops for a while, turns and goes on elsewhere, again and again.</summary>
    public Actor Wanderer(double start, double until)
    {
        var lane = Lane();
        var height = HeightAt(lane);
        var (at, x) = (start, (float)random.Next(100, BoxWorld.Width - 100));
        List<(double At, float X, float Y)> places = [(at, x, lane)];
        while (at < until)
        {
            var target = (X: (float)random.Next(60, BoxWorld.Width - 60), Y: lane + random.Next(-20, 20));
            at += Math.Max(0.3, Math.Abs(target.X - x) / (Speed() * height));
            x = target.X;
            places.Add((at, x, target.Y));
            at += 0.2 + (2 * random.NextDouble());
            places.Add((at, x, target.Y));
        }

        return new(height, [.. places]);
    }

    public float Lane() => random.Next(250, 700);

    public double From(double first, double last) => first + ((last - first) * random.NextDouble());

    private double Speed() => From(0.5, 1.2);

    private static float HeightAt(float lane) => 60 + (0.18f * (lane - 200));
}
