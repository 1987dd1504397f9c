using Glip.Core;
using Glip.Ingest;
using Glip.Testing;

namespace Glip.Bench;

/// <summary>Single runs of the motion gate.</summary>
internal static class MotionRun
{
    private const int Learning = 30; // seconds before something moves
    private static readonly ImageSize s_size = new(192, 144);

    /// <summary>Shares of the frames of the first and the second minute that pass for motion.</summary>
    public static (double First, double Second) Quiet(QuietWorld quiet, int seed, int rate)
    {
        var world = new World(seed, s_size);
        quiet.Prepare(world);
        var gate = new MotionGate(new());
        var passed = new int[2];
        for (var i = 0; i < 120 * rate; i++)
        {
            using var frame = world.At((double)i / rate);
            passed[i / (60 * rate)] += gate.Look(frame, tracksAlive: false) == GateDecision.Motion ? 1 : 0;
        }

        return (passed[0] / (60.0 * rate), passed[1] / (60.0 * rate));
    }

    /// <summary>Seconds from when a thing appears, or begins to go when it is slow, to the first frame that passes for motion; infinite when none does while it is there, or within 10 s.</summary>
    public static double Mover(Action<World> prepare, Mover mover, int seed, int rate)
    {
        var world = new World(1000 + seed, s_size);
        prepare(world);
        var random = new Random(seed);
        var from = Learning + random.NextDouble();
        world.Add(Somewhere(mover, random, from).Paint);
        var until = from + Math.Min(10, 1 / mover.Speed);
        var gate = new MotionGate(new());
        for (var i = 0; i < until * rate; i++)
        {
            using var frame = world.At((double)i / rate);
            if (gate.Look(frame, tracksAlive: false) == GateDecision.Motion && i >= from * rate)
            {
                return ((double)i / rate) - from;
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>Share of the frames of a file that pass for motion.</summary>
    public static async Task<double> FileAsync(string path, int rate)
    {
        var (passed, frames) = (0, 0);
        var gate = new MotionGate(new());
        var source = await FileSource.OpenAsync(new FfmpegProcess(), path, new() { StreamId = "bench", FramesPerSecond = rate }, CancellationToken.None).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            await foreach (var frame in source.ReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                using (frame)
                {
                    frames++;
                    passed += gate.Look(frame, tracksAlive: false) == GateDecision.Motion ? 1 : 0;
                }
            }
        }

        return (double)passed / frames;
    }

    private static Mover Somewhere(Mover mover, Random random, double from)
    {
        var (direction, sign) = (random.Next(2) == 0 ? 1 : -1, random.Next(2) == 0 ? 1 : -1);
        return mover with
        {
            Contrast = sign * mover.Contrast,
            Speed = direction * mover.Speed,
            X = mover.Speed > 0.2 ? (1 - direction) / 2 : 0.3 + (0.4 * random.NextDouble()),
            Foot = mover.Height + ((0.98 - mover.Height) * random.NextDouble()),
            Times = (mover.Speed < 0.01 ? 0 : from, from, double.PositiveInfinity, double.PositiveInfinity),
        };
    }
}
