namespace Glip.Testing;

/// <summary>A <see cref="World"/> in which nothing is there that is worth a look.</summary>
/// <param name="Name">What goes on.</param>
/// <param name="Prepare">Adds it.</param>
public sealed record QuietWorld(string Name, Action<World> Prepare)
{
    private static readonly (double, double, double, double) s_hedge = (0.5, 0.1, 0.3, 0.4);
    private static readonly (double, double, double, double) s_wood = (0.4, 0, 0.6, 0.6);
    private static readonly (double, double, double, double) s_wall = (0.25, 0.3, 0.15, 0.2);

    public static IReadOnlyList<QuietWorld> All { get; } =
    [
        new("no noise", world => world.Noise = 0),
        new("noise 4", world => world.Noise = 4),
        new("noise 16", world => world.Noise = 16),
        new("noise 40", world => world.Noise = 40),
        new("light -40 % and back every 15 s", world => world.Light = (time, level) => level * (IsOdd(time / 15) ? 0.6 : 1)),
        new("light +40 % (clipped) and back every 15 s", world => world.Light = (time, level) => 10 + (level * (IsOdd(time / 15) ? 1.4 : 1))),
        new("gamma 1.5 and back every 15 s", world => world.Light = (time, level) => IsOdd(time / 15) ? Gamma(level, 1.5) : level),
        new("dawn, from 40 % to full in a minute", world => world.Light = (time, level) => level * (0.4 + (0.01 * time))),
        new("exposure pumps by 20 %", world => world.Light = (time, level) => level * (1 + (0.2 * Math.Sin(1.7 * time)))),
        new("exposure pumps by gamma 0.8 to 1.2", world => world.Light = (time, level) => Gamma(level, 1 + (0.2 * Math.Sin(1.7 * time)))),
        new("lamps hum by 5 %", world => world.Light = (time, level) => level * (1 + (0.05 * Math.Sin(611.3 * time)))),
        new("a lamp blinks", world => world.AddLamp(s_wall, time => IsOdd(1.37 * time) ? 60 : 0)),
        new("a sign with four states", world => world.AddLamp(s_wall, time => 20 * ((int)(0.77 * time) % 4))),
        new("a lamp goes on and stays", world => world.AddLamp(s_wall, time => time > 40 ? 40 : 0)),
        new("camera shakes by 0.3 % of the width", world => world.Add((canvas, time) => canvas.Shift(0, 0, 1, 1, 0.003 * Math.Sin(9.3 * time)))),
        new("camera shakes by 0.8 % of the width", world => world.Add((canvas, time) => canvas.Shift(0, 0, 1, 1, 0.008 * Math.Sin(9.3 * time)))),
        new("branches swing by 0.5 % of the width", world => world.AddBranches(s_hedge, 0.005)),
        new("branches swing by 1.5 % of the width", world => world.AddBranches(s_hedge, 0.015)),
        new("a wood swings by 3 % of the width", world => world.AddBranches(s_wood, 0.03)),
        new("branches in gusts", world => world.AddBranches(s_hedge, 0.015, time => Math.Max(0, Math.Sin(0.4 * time)))),
        new("rain, 60 streaks", world => world.AddRain(60, 0.003, 0.03, 40)),
        new("rain, 250 streaks", world => world.AddRain(250, 0.004, 0.04, 40)),
        new("rain, 800 streaks", world => world.AddRain(800, 0.004, 0.05, 40)),
        new("snow, 300 flakes", world => world.AddRain(300, 0.01, 0.012, 60)),
    ];

    public override string ToString() => Name;

    private static bool IsOdd(double value) => (int)value % 2 == 1;

    private static double Gamma(double level, double exponent) => 255 * Math.Pow(level / 255, exponent);
}
