using System.Diagnostics;
using System.Globalization;
using Glip.Core;
using Glip.Host;
using Glip.Inference;

namespace Glip.Bench;

/// <summary>Eight streams with as many frames as the shipped model can look at, in batches of several sizes, in turns.</summary>
internal static class BatchingBenchmark
{
    private const int Streams = 8;
    private const int FramesPerStream = 32;

    private static readonly int[] s_batches = [1, 2, 4, 8];

    public static async Task<int> RunAsync(int rounds)
    {
        var cores = Environment.ProcessorCount;
        var package = ModelPackage.Open(Installation.DefaultModel);
        using var narrow = GlipDetector.Open(package, null, new ComputePlan(cores, 1, 1));
        using var wide = GlipDetector.Open(package, null, new ComputePlan(1, cores, 1));
        var pictures = await PicturesAsync(narrow).ConfigureAwait(false);
        var settings = new[] { (Name: $"{cores} batches at a time, a core each", Detector: narrow), (Name: $"1 batch at a time, {cores} cores", Detector: wide) }
            .SelectMany(_ => s_batches, (way, batch) => (way.Name, way.Detector, Batch: batch, Speeds: new List<double>(), Costs: new List<double>()))
            .ToArray();
        for (var round = -1; round < rounds; round++)
        {
            foreach (var setting in settings)
            {
                var (speed, cost) = await MeasureAsync(setting.Detector, setting.Batch, pictures).ConfigureAwait(false);
                if (round >= 0) // the first round warms up
                {
                    setting.Speeds.Add(speed);
                    setting.Costs.Add(cost);
                }
            }
        }

        Console.WriteLine($"{Streams} streams, {pictures[0].Size}, {rounds} rounds in turns, medians");
        Console.WriteLine("| | max_batch | images/s | against a batch of 1 | processor time an image |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (name, _, batch, speeds, costs) in settings)
        {
            var one = settings.First(setting => setting.Name == name && setting.Batch == 1).Speeds;
            var ratio = Median.Of([.. speeds.Zip(one, (speed, single) => speed / single)]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {batch} | {Median.Of(speeds):0.0} | {ratio:0.00} | {1000 * Median.Of(costs):0.0} ms |"));
        }

        return 0;
    }

    /// <summary>Images a second, and seconds of processor time an image.</summary>
    private static async Task<(double Speed, double Cost)> MeasureAsync(GlipDetector detector, int batch, RgbImage[] pictures)
    {
        var scheduler = new DetectionScheduler(detector, new BatchOptions { MaxBatch = batch }, TimeProvider.System, Console.Error.WriteLine);
        await using var end = scheduler.ConfigureAwait(false);
        var streams = pictures.Select(picture => new PictureStream(scheduler, picture)).ToArray();
        var (processor, clock) = (ProcessorTime.OwnSeconds, Stopwatch.StartNew());
        await Task.WhenAll(streams.Select(stream => stream.RunAsync(FramesPerStream))).ConfigureAwait(false);
        var images = streams.Length * FramesPerStream;
        return (images / clock.Elapsed.TotalSeconds, (ProcessorTime.OwnSeconds - processor) / images);
    }

    /// <summary>Frames from all over the demo clip.</summary>
    private static async Task<RgbImage[]> PicturesAsync(GlipDetector detector)
    {
        var pictures = new List<RgbImage>();
        var source = await new DemoRun(detector, Path.Combine(Installation.Home, "demo", "street.mp4"), string.Empty).OpenAsync().ConfigureAwait(false);
        await using var end = source.ConfigureAwait(false);
        await foreach (var frame in source.ReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            using (frame)
            {
                if (frame.Header.Index % 90 == 45 && pictures.Count < Streams)
                {
                    pictures.Add(new RgbImage(frame.Size, frame.Pixels.ToArray()));
                }
            }
        }

        return [.. pictures];
    }
}
