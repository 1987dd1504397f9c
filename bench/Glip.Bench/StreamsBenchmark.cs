using System.Globalization;

namespace Glip.Bench;

/// <summary>A hundred live streams of five frames a second on a device that is fast enough, just so, and too slow by half.</summary>
internal static class StreamsBenchmark
{
    private const double MostUnevenness = 0.05;
    private const double DropTolerance = 0.02;

    private static readonly double[] s_capacities = [2, 1, 0.5];

    /// <returns>1 when a bound was broken.</returns>
    public static async Task<int> RunAsync(double seconds)
    {
        var length = TimeSpan.FromSeconds(seconds);
        var run = new StreamsRun();
        await run.RunAsync(1, TimeSpan.FromSeconds(2)).ConfigureAwait(false); // warm-up
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{StreamsRun.Streams} streams of {StreamsRun.FramesPerSecond} frames/s, {seconds:0} s each"));
        Console.WriteLine("| capacity | analysed/s | dropped | calculated | unevenness | cores of the pipeline | of the cameras | delay, 95 % | memory | growth a minute | heap | growth a minute |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        var passed = true;
        foreach (var capacity in s_capacities)
        {
            var cameras = await run.GenerateAsync(TimeSpan.FromSeconds(Math.Min(seconds, 20))).ConfigureAwait(false);
            var result = await run.RunAsync(capacity, length).ConfigureAwait(false);
            Tell(result, cameras);
            passed &= result.Unevenness <= MostUnevenness && Math.Abs(result.DropShare - result.CalculatedDropShare) <= DropTolerance && result.Cores - cameras < 1;
        }

        return passed ? 0 : 1;
    }

    private static void Tell(StreamsResult result, double cameras) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {result.Capacity:0.0} | {result.AnalysedPerSecond:0} | {result.DropShare:0.0 %} | {result.CalculatedDropShare:0.0 %} | {result.Unevenness:0.0 %} | {result.Cores - cameras:0.00} | {cameras:0.00} | {result.MedianDelay} ms, {result.LongDelay} ms | {result.Memory[0].ResidentMebibytes:0} to {result.Memory[^1].ResidentMebibytes:0} MiB | {result.ResidentGrowth:+0.0;-0.0} MiB | {result.Memory[0].HeapMebibytes:0} to {result.Memory[^1].HeapMebibytes:0} MiB | {result.HeapGrowth:+0.0;-0.0} MiB |"));
}
