using System.Diagnostics;
using System.Globalization;
using Glip.Core;
using Glip.Host;
using Glip.Inference;

namespace Glip.Bench;

/// <summary>
/// Where the time of a frame goes, on the demo clip. Each round measures, one after the other on the same machine: decoding alone, the model
/// alone, and the whole pipeline; the table has the medians of the rounds.
/// </summary>
internal static class PipelineBenchmark
{
    private static readonly string[] s_stages = ["copy", "vision", "head", "nms", "track", "sink"];

    public static async Task<int> RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("glip-bench-").FullName;
        using var detector = GlipDetector.Open(ModelPackage.Open(Path.Combine(Installation.Home, "models", "nano")));
        var run = new DemoRun(detector, Path.Combine(Installation.Home, "demo", "street.mp4"), folder);
        await run.RunAsync().ConfigureAwait(false); // warm-up
        var measured = new List<Dictionary<string, double>>();
        for (var i = 0; i < rounds; i++)
        {
            var round = new Dictionary<string, double>(StringComparer.Ordinal);
            await DecodeAsync(run, round).ConfigureAwait(false);
            await ModelAsync(run, detector, round).ConfigureAwait(false);
            await PipelineAsync(run, round).ConfigureAwait(false);
            measured.Add(round);
        }

        Directory.Delete(folder, recursive: true);
        Print(measured, detector.Lanes);
        return 0;
    }

    private static async Task DecodeAsync(DemoRun run, Dictionary<string, double> round)
    {
        var (own, clock) = (ProcessorTime.ChildSeconds, Stopwatch.StartNew());
        long frames = 0;
        var source = await run.OpenAsync().ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            await foreach (var frame in source.ReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                frame.Dispose();
                frames++;
            }
        }

        round["decode alone"] = 1000 * clock.Elapsed.TotalSeconds / frames;
        round["ffmpeg processor time"] = 1000 * (ProcessorTime.ChildSeconds - own) / frames;
    }

    /// <summary>Vision and head on frames that lie in memory, as many at a time as the pipeline runs.</summary>
    private static async Task ModelAsync(DemoRun run, GlipDetector detector, Dictionary<string, double> round)
    {
        const int framesPerLane = 200;
        var prompt = run.Prepare();
        var source = await run.OpenAsync().ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            await foreach (var frame in source.ReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                using (frame)
                {
                    var (own, clock) = (ProcessorTime.OwnSeconds, Stopwatch.StartNew());
                    var lanes = Enumerable.Range(0, detector.Lanes).Select(_ => new Thread(() =>
                    {
                        for (var i = 0; i < framesPerLane; i++)
                        {
                            detector.Detect([new DetectionRequest(frame, prompt)], CancellationToken.None);
                        }
                    })).ToList();
                    lanes.ForEach(lane => lane.Start());
                    lanes.ForEach(lane => lane.Join());
                    round["model alone"] = 1000 * clock.Elapsed.TotalSeconds / (framesPerLane * detector.Lanes);
                    round["model alone, processor time"] = 1000 * (ProcessorTime.OwnSeconds - own) / (framesPerLane * detector.Lanes);
                    return;
                }
            }
        }
    }

    private static async Task PipelineAsync(DemoRun run, Dictionary<string, double> round)
    {
        using var totals = new StageTimes();
        var (own, clock) = (ProcessorTime.OwnSeconds, Stopwatch.StartNew());
        var frames = await run.RunAsync().ConfigureAwait(false);
        round["pipeline"] = 1000 * clock.Elapsed.TotalSeconds / frames;
        round["pipeline, processor time"] = 1000 * (ProcessorTime.OwnSeconds - own) / frames;
        foreach (var stage in s_stages)
        {
            round[stage] = 1000 * totals.TotalSeconds(stage) / frames;
        }
    }

    private static void Print(List<Dictionary<string, double>> rounds, int lanes)
    {
        Row("", "ms a frame", "share");
        Row("decode alone (ffmpeg)", Ms("decode alone"), "");
        Row($"model alone ({lanes} at a time)", Ms("model alone"), "");
        Row("pipeline, file to event", Ms("pipeline"), "");
        var outside = new[] { "copy", "nms", "track", "sink" };
        foreach (var stage in s_stages)
        {
            Row($"  {stage}", Ms(stage), Percent(round => round[stage] / s_stages.Sum(s => round[s])));
        }

        Row("processor: ffmpeg", Ms("ffmpeg processor time"), Percent(round => round["ffmpeg processor time"] / All(round)));
        Row("processor: program with model", Ms("pipeline, processor time"), Percent(round => round["pipeline, processor time"] / All(round)));
        Console.Out.WriteLine();
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"frames a second                            {1000 / Median(round => round["pipeline"]):0.0}"));
        Console.Out.WriteLine($"speed against the model alone              {Percent(round => round["model alone"] / round["pipeline"])}");
        Console.Out.WriteLine($"measured outside ffmpeg and ONNX Runtime   {Percent(round => outside.Sum(s => round[s]) / (s_stages.Sum(s => round[s]) + round["ffmpeg processor time"]))} (copy, nms, track, sink)");
        Console.Out.WriteLine($"processor time outside of both             {Percent(round => (round["pipeline, processor time"] - round["model alone, processor time"]) / All(round))} (pipeline less model alone)");

        double All(Dictionary<string, double> round) => round["pipeline, processor time"] + round["ffmpeg processor time"];
        double Median(Func<Dictionary<string, double>, double> value) => rounds.Select(value).Order().ElementAt(rounds.Count / 2);
        string Ms(string key) => Median(round => round[key]).ToString("0.00", CultureInfo.InvariantCulture);
        string Percent(Func<Dictionary<string, double>, double> share) => (100 * Median(share)).ToString("0.0", CultureInfo.InvariantCulture) + " %";
        void Row(string name, string ms, string share) => Console.Out.WriteLine($"{name,-34} {ms,10} {share,10}");
    }
}
