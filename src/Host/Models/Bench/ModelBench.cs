using System.Diagnostics;
using Glip.Core;
using Glip.Inference;

namespace Glip.Host;

/// <summary>
/// Measures a model the way the program uses it: through the detector, on pictures of noise. A product of large matrices in the same
/// runtime is measured between the runs, so that the machine's speed at that moment is known.
/// </summary>
internal static class ModelBench
{
    private static readonly ImageSize s_fullHd = new(1920, 1080);

    /// <exception cref="GlipException">The package cannot be used, or its captions are shorter.</exception>
    public static BenchResult Run(BenchOrder order, CancellationToken cancellationToken)
    {
        var package = ModelPackage.Open(order.Folder);
        if (order.Device.Provider != ComputeProvider.Cpu && package.Manifest.Operators == "cpu")
        {
            Console.Error.WriteLine($"glip: {order.Folder} is written for processors; a graphics processor is faster with one made with --precision fp16 or --portable");
        }

        var loading = Stopwatch.StartNew();
        using var detector = GlipDetector.Open(package, order.Device);
        loading.Stop();
        var (prompt, tokens) = BenchCaption.Of(package, order.Tokens);
        var size = order.Size ?? detector.Resize.Apply(s_fullHd);
        using var peak = new MatMulPeak(order.Device);
        using var stages = new StageTimes();
        var (text, prepared) = Timed(() => detector.Prepare(prompt), order.Rounds, cancellationToken);
        using var frames = new NoiseFrames(size, order.Batch);
        var requests = frames.All.Select(frame => new DetectionRequest(frame, prepared)).ToArray();
        detector.Detect(requests, cancellationToken); // memory grows in the first run
        stages.Clear();
        var totals = new List<double>();
        var peaks = new List<double>();
        for (var round = 0; round < order.Rounds; round++)
        {
            peaks.Add(peak.Measure(cancellationToken));
            var time = Stopwatch.StartNew();
            detector.Detect(requests, cancellationToken);
            totals.Add(time.Elapsed.TotalMilliseconds);
        }

        var total = Median.Of(totals);
        var gflops = Median.Of(peaks);
        var gmac = GlipArithmetic.Of(package, size, tokens) * order.Batch;
        return new(
            $"{package.Manifest.Name}, {package.Manifest.Precision}, {order.Device.Provider.ToString().ToLowerInvariant()}",
            size.Width,
            size.Height,
            tokens,
            prompt.Phrases.Length,
            order.Batch,
            loading.Elapsed.TotalMilliseconds,
            text,
            stages.Milliseconds("vision"),
            stages.Milliseconds("head"),
            stages.Milliseconds("nms"),
            total,
            order.Batch / total * 1000,
            gflops,
            gmac,
            2 * gmac / gflops * 1000 / total,
            Process.GetCurrentProcess().PeakWorkingSet64 / 1e6);
    }

    private static (double Milliseconds, T Result) Timed<T>(Func<T> work, int rounds, CancellationToken cancellationToken)
    {
        var result = work();
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var time = Stopwatch.StartNew();
            result = work();
            times.Add(time.Elapsed.TotalMilliseconds);
        }

        return (Median.Of(times), result);
    }
}
