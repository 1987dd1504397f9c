using Glip.Host;
using Glip.Ingest;
using Glip.Testing;
using static Glip.Bench.MarkdownTable;

namespace Glip.Bench;

/// <summary>What the motion gate costs, what it holds back and what it lets through: on the demo clip, and in worlds made from seeds.</summary>
internal static class MotionBenchmark
{
    private static readonly int[] s_rates = [1, 5, 10];
    private static readonly (int Noise, int Quality, int KeyFrames)[] s_codings = [(6, 28, 25), (6, 36, 25), (6, 42, 25), (6, 42, 100), (15, 28, 25), (15, 36, 25), (15, 42, 25), (15, 42, 100)];

    private static readonly (string Name, Action<World> Prepare)[] s_backdrops =
    [
        ("calm, noise 6", world => world.Noise = 6),
        ("noise 24", world => world.Noise = 24),
        ("exposure pumps by 20 %", world => world.Light = (time, level) => level * (1 + (0.2 * Math.Sin(1.7 * time)))),
        ("branches swing by 1.5 % on 12 % of the picture", world => world.AddBranches((0.5, 0.1, 0.3, 0.4), 0.015)),
        ("rain, 250 streaks", world => world.AddRain(250, 0.004, 0.04, 40)),
    ];

    private static readonly Mover[] s_movers =
    [
        new(0.2, 0.1, 40), new(0.2, 0.1, 12), new(0.2, 0.1, 8), new(0.1, 0.05, 40), new(0.1, 0.05, 20), new(0.1, 0.05, 12),
        new(0.05, 0.03, 40), new(0.05, 0.03, 20), new(0.03, 0.02, 40), new(0.02, 0.02, 60), new(0.02, 0.02, 40),
        new(0.1, 0.005, 30), new(0.05, 0.005, 30), new(0.02, 0.005, 60), new(0.3, 0.5, 30), new(0.1, 0.5, 40), new(0.05, 0.5, 40),
    ];

    public static async Task<int> RunAsync(int seeds)
    {
        PrintCost(size =>
        {
            var (world, gate) = (new World(1, size), new MotionGate(new()));
            return (world.At(0), world.At(0.1), frame => gate.Look(frame, tracksAlive: false));
        });
        await PrintRecordedAsync().ConfigureAwait(false);
        PrintQuiet(seeds);
        PrintMovers(seeds, 1);
        PrintMovers(seeds, 5);
        return 0;
    }

    /// <summary>The demo clip, in which people walk all the time, and one frame of it that stands still, coded with noise.</summary>
    private static async Task PrintRecordedAsync()
    {
        var clip = Path.Combine(Installation.Home, "demo", "street.mp4");
        var folder = Directory.CreateTempSubdirectory("glip-bench-").FullName;
        HeadRow("recorded: share of frames that pass for motion, in %");
        await PrintFileAsync("the demo clip", clip).ConfigureAwait(false);
        foreach (var (noise, quality, keyFrames) in s_codings)
        {
            var path = TestMedia.Make(
                Path.Combine(folder, $"{noise}-{quality}-{keyFrames}.mp4"), "-ss", "40", "-i", clip, "-vf", $"loop=600:1,setpts=N/10/TB,noise=alls={noise}:allf=t",
                "-t", "60", "-r", "10", "-c:v", "libx264", "-preset", "veryfast", "-crf", $"{quality}", "-g", $"{keyFrames}");
            await PrintFileAsync(Text($"a frame of it, still, noise {noise}, H.264 at crf {quality}, key frame every {keyFrames / 10.0:0.0} s"), path).ConfigureAwait(false);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task PrintFileAsync(string name, string path)
    {
        var shares = new List<string>();
        foreach (var rate in s_rates)
        {
            shares.Add(Text($"{100 * await MotionRun.FileAsync(path, rate).ConfigureAwait(false):0.0}"));
        }

        Row([name, .. shares]);
    }

    private static void PrintQuiet(int seeds)
    {
        HeadRow($"{seeds} quiet worlds each: share of frames that pass for motion in the second minute (in the first), in %");
        foreach (var quiet in QuietWorld.All.Append(new("six large flakes near the lens", world => world.AddRain(6, 0.035, 0.05, 60))))
        {
            Row([quiet.Name, .. s_rates.Select(rate =>
            {
                var runs = ForSeeds(seeds, seed => MotionRun.Quiet(quiet, seed, rate));
                return Text($"{100 * runs.Average(run => run.Second):0.0} ({100 * runs.Average(run => run.First):0.0})");
            })]);
        }
    }

    private static void PrintMovers(int seeds, int rate)
    {
        Console.WriteLine();
        Row([$"{seeds} movers each at {rate} fps: seconds until a frame passes for motion, median and worst", .. s_backdrops.Select(backdrop => backdrop.Name)]);
        Row(["---", .. s_backdrops.Select(_ => "---")]);
        foreach (var mover in s_movers)
        {
            Row([
                Text($"{100 * mover.Height:0} % high, {100 * mover.Speed:0.#} %/s, contrast {mover.Contrast}"),
                .. s_backdrops.Select(backdrop => Seconds(ForSeeds(seeds, seed => MotionRun.Mover(backdrop.Prepare, mover, seed, rate))))]);
        }
    }

    private static string Seconds(double[] seconds)
    {
        var seen = seconds.Where(double.IsFinite).Order().ToList();
        var missed = seconds.Length - seen.Count;
        return (seen.Count > 0 ? Text($"{seen[seen.Count / 2]:0.0}, {seen[^1]:0.0}") : string.Empty) + (missed > 0 ? $" ({missed} missed)" : string.Empty);
    }

    private static T[] ForSeeds<T>(int seeds, Func<int, T> run)
    {
        var results = new T[seeds];
        Parallel.For(0, seeds, seed => results[seed] = run(seed));
        return results;
    }

    private static void HeadRow(string title)
    {
        Console.WriteLine();
        Row([title, .. s_rates.Select(rate => $"{rate} fps")]);
        Row(["---", .. s_rates.Select(_ => "---")]);
    }
}
