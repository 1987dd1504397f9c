using System.Diagnostics;
using System.Globalization;
using Glip.Core;
using Glip.Tracking;

namespace Glip.Bench;

/// <summary>Processor time that tracking takes a frame.</summary>
internal static class TrackerBenchmark
{
    private const int Frames = 200;

    private static readonly int[] s_people = [10, 100, 500];

    private static readonly (string Name, double Apart)[] s_crowds =
    [
        ("a wide place", 120),
        ("side by side", 45),
        ("a heap: everyone on a few others", 20),
        ("all in one place: everyone on everyone", 1),
    ];

    public static int Run(int rounds)
    {
        Console.WriteLine("| people a frame | how crowded | ms, median | ms of a processor, mean | ids given |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var (name, apart) in s_crowds)
        {
            foreach (var people in s_people)
            {
                Measure(name, people, new Crowd(people, apart).Frames(Frames), rounds);
            }
        }

        return 0;
    }

    private static void Measure(string name, int people, List<DetectedFrame> frames, int rounds)
    {
        Follow(frames, []); // compiled by now
        Follow(frames, []);
        List<double> milliseconds = [];
        var before = ProcessorTime.ThreadSeconds;
        var ids = 0;
        for (var round = 0; round < rounds; round++)
        {
            ids = Follow(frames, milliseconds);
        }

        var processor = 1000 * (ProcessorTime.ThreadSeconds - before) / milliseconds.Count;
        milliseconds.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {people} | {name} | {milliseconds[milliseconds.Count / 2]:0.000} | {processor:0.000} | {ids} |"));
    }

    private static int Follow(List<DetectedFrame> frames, List<double> milliseconds)
    {
        var tracker = new OcSortTracker(new());
        foreach (var frame in frames)
        {
            var start = Stopwatch.GetTimestamp();
            tracker.Update(frame);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return tracker.LastId;
    }
}
