using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Glip.Core;
using Glip.Tracking;

namespace Glip.Bench;

/// <summary>What tracking costs a frame, on one core.</summary>
[MemoryDiagnoser]
public class TrackerBenchmark
{
    private const int FrameCount = 200;

    private List<DetectedFrame> _frames = [];

    [Params(10, 100, 500)]
    public int People { get; set; }

    /// <summary>Pixels between neighbours; a person is about 40 wide.</summary>
    [Params(120, 45, 20, 1)]
    public double Apart { get; set; }

    public static int Run()
    {
        // In this process: the usual way builds and starts another one for each line of the table.
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        var summary = BenchmarkRunner.Run<TrackerBenchmark>(DefaultConfig.Instance.AddJob(job).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "glip-bench-tracker")));
        return summary.HasCriticalValidationErrors ? 1 : 0;
    }

    [GlobalSetup]
    public void MakeFrames() => _frames = new Crowd(People, Apart).Frames(FrameCount);

    [Benchmark(OperationsPerInvoke = FrameCount)]
    public int Update()
    {
        var tracker = new OcSortTracker(new());
        foreach (var frame in _frames)
        {
            tracker.Update(frame);
        }

        return tracker.LastId;
    }
}
