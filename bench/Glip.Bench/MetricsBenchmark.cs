using System.Diagnostics;
using System.Globalization;
using Glip.Core;
using Glip.Host;

namespace Glip.Bench;

/// <summary>What a measurement costs on the way of a frame, without and with somebody who collects, and what writing all metrics costs.</summary>
internal static class MetricsBenchmark
{
    private const int Streams = 100;
    private const int Measurements = 2_000_000;

    private static readonly FrameCounters[] s_streams = [.. Enumerable.Range(0, Streams).Select(i => new FrameCounters($"stream_{i}"))];

    public static int Run(int rounds)
    {
        Console.WriteLine($"{Streams} streams, {rounds} rounds, least of all in ns: counter with 1 tag, with 2 tags, histogram with its clock, bytes allocated");
        Measure("nobody collects", rounds);
        using var registry = new MetricsRegistry();
        Measure("collected", rounds);
        var exporter = new PrometheusExporter(registry);
        var writing = Enumerable.Range(0, rounds).Min(_ => Nanoseconds(1, _ => exporter.Write()));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"writing {exporter.Write().Length / 1024} KiB: {writing / 1e6:F1} ms"));
        return 0;
    }

    private static void Measure(string name, int rounds)
    {
        var least = (One: double.MaxValue, Two: double.MaxValue, Timer: double.MaxValue, Bytes: long.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var one = Nanoseconds(Measurements, i => s_streams[i % Streams].CountReceived());
            var two = Nanoseconds(Measurements, i => s_streams[i % Streams].CountDropped(DropReason.TooOld));
            var timer = Nanoseconds(Measurements, _ => StageTimer.Measure("vision").Dispose());
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            least = (Math.Min(least.One, one), Math.Min(least.Two, two), Math.Min(least.Timer, timer), Math.Min(least.Bytes, bytes));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-16} {least.One,6:F1} {least.Two,6:F1} {least.Timer,6:F1} {least.Bytes,6}"));
    }

    private static double Nanoseconds(int times, Action<int> action)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            action(i);
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / times;
    }
}
