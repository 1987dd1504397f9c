using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>In worlds in which nothing is there, hardly a frame passes for motion, once the gate knows them.</summary>
public sealed class QuietWorldTests
{
    private const double Measured = 40; // seconds

    public static TheoryData<string> Worlds => [.. QuietWorld.All.Select(world => world.Name)];

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Look_QuietWorld_IsHeldBack(string name) => Assert.InRange(MotionShare(name, rate: 5, seeds: 2), 0, Limit(name));

    [Theory]
    [InlineData("noise 16", 1)]
    [InlineData("noise 16", 10)]
    [InlineData("exposure pumps by 20 %", 1)]
    [InlineData("exposure pumps by 20 %", 10)]
    [InlineData("branches swing by 1.5 % of the width", 1)]
    [InlineData("branches swing by 1.5 % of the width", 10)]
    [InlineData("rain, 250 streaks", 1)]
    [InlineData("rain, 250 streaks", 10)]
    public void Look_QuietWorldAtOtherRates_IsHeldBack(string name, int rate) => Assert.InRange(MotionShare(name, rate, seeds: 2), 0, 0.05);

    [Fact]
    public void Look_LightGoesOnInAPartOfThePicture_PassesOnce()
    {
        var world = new World(3, GateRun.Size);
        world.AddLamp((0.2, 0.2, 0.4, 0.4), time => time > 20.1 ? 40 : 0);

        Assert.Equal(1, new MotionGate(new()).Decide(world, 5, 0, 40).Count(decision => decision == GateDecision.Motion));
    }

    [Fact]
    public void Look_MaskedAreaInChangingLight_IsHeldBack()
    {
        var world = new World(4, GateRun.Size) { Light = (time, level) => 15 + (15 * Math.Sin(1.7 * time)) + (0.8 * level) };
        var mask = new AreaMask([[(0, 0), (0.5, 0), (0.5, 1), (0, 1)]]);
        var gate = new MotionGate(new());
        for (var i = 0; i < 100; i++)
        {
            using var frame = world.At(i / 5.0);
            mask.Apply(frame);

            Assert.NotEqual(GateDecision.Motion, gate.Look(frame, tracksAlive: false));
        }
    }

    private static double MotionShare(string name, int rate, int seeds) => Enumerable.Range(0, seeds).Average(seed =>
    {
        var world = new World(seed, GateRun.Size);
        QuietWorld.All.Single(quiet => quiet.Name == name).Prepare(world);
        var gate = new MotionGate(new());
        var learning = 30 + (30.0 / rate);
        gate.Decide(world, rate, 0, learning);
        return gate.Decide(world, rate, learning, learning + Measured).Share(GateDecision.Motion);
    });

    /// <summary>What goes on all the time is known after a while; what comes and goes, or is as large as things that count, less.</summary>
    private static double Limit(string name) => name switch
    {
        "light -40 % and back every 15 s" => 0.01,
        "branches in gusts" => 0.1,
        "snow, 300 flakes" => 0.15,
        _ when name.StartsWith("rain", StringComparison.Ordinal) || name.StartsWith("a wood", StringComparison.Ordinal) || name.StartsWith("exposure", StringComparison.Ordinal) => 0.05,
        _ => 0.02,
    };
}
