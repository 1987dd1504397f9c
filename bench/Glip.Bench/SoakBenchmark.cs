using System.Diagnostics;
using System.Globalization;
using Glip.Core;
using Glip.Host;
using Glip.Inference;
using Glip.Ingest;

namespace Glip.Bench;

/// <summary>Runs the demo clip, looped into one long file, and watches the memory of the program: minute 2 against the end.</summary>
internal static class SoakBenchmark
{
    private const int FramesPerSecondAtMost = 200;
    private const int ClipFrames = 795;

    public static async Task<int> RunAsync(double minutes)
    {
        var folder = Directory.CreateTempSubdirectory("glip-bench-").FullName;
        var loop = await LoopAsync(folder, minutes).ConfigureAwait(false);
        using var detector = GlipDetector.Open(ModelPackage.Open(Installation.DefaultModel));
        using var stop = new StopSignal();
        using var ended = new CancellationTokenSource();
        var watching = WatchAsync(minutes, stop, ended.Token);
        var frames = await new DemoRun(detector, loop, folder).RunAsync(stop).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await watching.ConfigureAwait(false);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{frames} frames"));
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    /// <summary>The clip as often as the fastest machine could want it.</summary>
    private static async Task<string> LoopAsync(string folder, double minutes)
    {
        var loops = Math.Ceiling(minutes * 60 * FramesPerSecondAtMost / ClipFrames).ToString(CultureInfo.InvariantCulture);
        var path = Path.Combine(folder, "loop.mkv");
        var run = new FfmpegProcess().Start(
            FfmpegProgram.Ffmpeg,
            ["-nostdin", "-loglevel", "error", "-stream_loop", loops, "-i", Path.Combine(Installation.Home, "demo", "street.mp4"), "-c", "copy", path]);
        await using (run.ConfigureAwait(false))
        {
            return await run.WaitAsync(CancellationToken.None).ConfigureAwait(false) == 0 ? path : throw new InvalidOperationException(string.Join(' ', run.LastErrors));
        }
    }

    private static async Task WatchAsync(double minutes, StopSignal stop, CancellationToken ended)
    {
        var (clock, atMinute2, last) = (Stopwatch.StartNew(), 0.0, 0.0);
        Console.Out.WriteLine("minute   resident MiB   managed MiB");
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        while (clock.Elapsed.TotalMinutes < minutes - 0.5 && !ended.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false);
            last = ResidentMebibytes();
            atMinute2 = atMinute2 == 0 && clock.Elapsed.TotalMinutes >= 1.9 ? last : atMinute2;
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalMinutes,6:0} {last,14:0.0} {GC.GetTotalMemory(forceFullCollection: false) / 1048576.0,13:0.0}"));
        }

        stop.Request();
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"minute 2 to the end: {atMinute2:0.0} to {last:0.0} MiB, {100 * (last - atMinute2) / atMinute2:+0.0;-0.0} %"));
    }

    private static double ResidentMebibytes()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
