using System.Diagnostics;
using System.Globalization;
using Glip.Host;
using Glip.Inference;

namespace Glip.Bench;

/// <summary>Loops the demo clip in one process and watches its memory: minute 2 against the end.</summary>
internal static class SoakBenchmark
{
    public static async Task<int> RunAsync(double minutes)
    {
        var folder = Directory.CreateTempSubdirectory("glip-bench-").FullName;
        using var detector = GlipDetector.Open(ModelPackage.Open(Installation.DefaultModel));
        var run = new DemoRun(detector, Path.Combine(Installation.Home, "demo", "street.mp4"), folder);
        var clock = Stopwatch.StartNew();
        var (frames, nextMinute, atMinute2) = (0L, 1, 0.0);
        Console.Out.WriteLine("minute   frames   resident MiB");
        while (clock.Elapsed.TotalMinutes < minutes)
        {
            frames += await run.RunAsync().ConfigureAwait(false);
            if (clock.Elapsed.TotalMinutes >= nextMinute)
            {
                var resident = ResidentMebibytes();
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalMinutes,6:0.0} {frames,8} {resident,14:0.0}"));
                atMinute2 = atMinute2 == 0 && nextMinute >= 2 ? resident : atMinute2;
                nextMinute = (int)clock.Elapsed.TotalMinutes + 1;
            }
        }

        Directory.Delete(folder, recursive: true);
        var end = ResidentMebibytes();
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"minute 2 to the end: {atMinute2:0.0} to {end:0.0} MiB, {100 * (end - atMinute2) / atMinute2:+0.0;-0.0} %"));
        return 0;
    }

    private static double ResidentMebibytes()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
