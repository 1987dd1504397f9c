using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>What moves is seen, in every one of some worlds.</summary>
public sealed class MoverTests
{
    private const int Seeds = 10;
    private const double Learning = 15;

    /// <summary>Height, widths a second, contrast, frames a second; most frames until one passes.</summary>
    [Theory]
    [InlineData(0.2, 0.1, 40, 1, 1)]
    [InlineData(0.2, 0.1, 12, 5, 1)]
    [InlineData(0.2, 0.1, 8, 10, 2)]
    [InlineData(0.1, 0.05, 40, 1, 1)]
    [InlineData(0.1, 0.05, 20, 5, 1)]
    [InlineData(0.1, 0.05, 12, 10, 2)]
    [InlineData(0.05, 0.03, 40, 1, 1)]
    [InlineData(0.05, 0.03, 20, 5, 2)]
    [InlineData(0.02, 0.02, 60, 1, 3)]
    [InlineData(0.02, 0.02, 40, 5, 5)]
    [InlineData(0.02, 0.02, 40, 10, 10)]
    [InlineData(0.3, 0.5, 30, 1, 1)] // in sight for two seconds
    [InlineData(0.1, 0.5, 40, 1, 1)]
    [InlineData(0.05, 0.5, 40, 5, 1)]
    [InlineData(0.1, 0.005, 30, 1, 3)] // slow: half a percent of the width a second
    [InlineData(0.1, 0.005, 30, 5, 8)]
    [InlineData(0.05, 0.005, 30, 5, 8)]
    [InlineData(0.02, 0.005, 60, 10, 30)]
    public void Look_SomethingMoves_PassesSoon(double height, double speed, double contrast, int rate, int frames) =>
        Assert.All(Enumerable.Range(0, Seeds), seed => Assert.InRange(FramesUntilSeen(seed, new(height, speed, contrast), rate, world => world.Noise = 6), 1, frames));

    [Fact]
    public void Look_SomethingLargeIsFainterThanTheNoise_PassesSoon() => Assert.All(
        Enumerable.Range(0, Seeds), seed => Assert.InRange(FramesUntilSeen(seed, new(0.2, 0.1, 10), 5, world => world.Noise = 24), 1, 5));

    [Theory]
    [MemberData(nameof(Hardships))]
    public void Look_SomethingMovesInHardConditions_PassesSoon(string name, int frames) =>
        Assert.All(Enumerable.Range(0, Seeds), seed => Assert.InRange(
            FramesUntilSeen(seed, new(0.15, 0.1, 35), 5, QuietWorld.All.Single(quiet => quiet.Name == name).Prepare), 1, frames));

    public static TheoryData<string, int> Hardships => new()
    {
        { "noise 16", 1 },
        { "noise 40", 2 },
        { "exposure pumps by 20 %", 1 },
        { "light -40 % and back every 15 s", 2 }, // the light goes in the moment in which it appears
        { "branches swing by 1.5 % of the width", 2 },
        { "a wood swings by 3 % of the width", 15 },
        { "rain, 250 streaks", 2 },
        { "snow, 300 flakes", 2 },
    };

    [Fact]
    public void Look_RoadOnWhichCarsPassAllTheTime_NoCarIsMissed()
    {
        var world = new World(6, GateRun.Size);
        var cars = Enumerable.Range(0, 30).Select(i => 5 + (4.0 * i)).ToList();
        cars.ForEach(at => world.Add((new Mover(0.2, 0.5, -45) { X = 0, Foot = 0.7, Times = (at, at, 999, at + 2) }).Paint));
        var gate = new MotionGate(new());

        Assert.All(cars, at =>
        {
            gate.Decide(world, 5, at - 4, at + 0.2);
            Assert.Equal(1, gate.Decide(world, 5, at + 0.2, at + 2).Share(GateDecision.Motion));
        });
    }

    private static int FramesUntilSeen(int seed, Mover mover, int rate, Action<World> prepare)
    {
        var world = new World(500 + seed, GateRun.Size);
        prepare(world);
        var random = new Random(seed);
        var sign = random.Next(2) == 0 ? 1 : -1;
        world.Add((mover with
        {
            Contrast = random.Next(2) == 0 ? mover.Contrast : -mover.Contrast,
            Speed = sign * mover.Speed,
            X = mover.Speed > 0.2 ? 0.5 - (0.4 * sign) : 0.3 + (0.4 * random.NextDouble()),
            Foot = mover.Height + ((0.98 - mover.Height) * random.NextDouble()),
            Times = (mover.Speed < 0.01 ? 0 : Learning, Learning, double.PositiveInfinity, double.PositiveInfinity),
        }).Paint);
        var gate = new MotionGate(new());
        gate.Decide(world, rate, 0, Learning);
        return 1 + gate.Decide(world, rate, Learning, Learning + 10).IndexOf(GateDecision.Motion) is > 0 and var frames ? frames : int.MaxValue;
    }
}
