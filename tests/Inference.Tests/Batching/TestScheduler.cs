using System.Collections.Concurrent;
using Glip.Testing;

namespace Glip.Inference.Tests;

/// <summary>A scheduler on a device and a clock that the test moves.</summary>
internal sealed class TestScheduler : IAsyncDisposable
{
    public TestScheduler(int devices = 1, BatchOptions? options = null)
    {
        Device = new HeldDetector(devices);
        Scheduler = new DetectionScheduler(Device, options ?? new BatchOptions(), Clock, Warnings.Enqueue);
    }

    public SetClock Clock { get; } = new(DateTimeOffset.UnixEpoch);

    public ConcurrentQueue<string> Warnings { get; } = new();

    public HeldDetector Device { get; }

    public DetectionScheduler Scheduler { get; }

    /// <summary>Begins to compute a frame of a stream of its own, so that all others wait until it is finished.</summary>
    public async Task<HeldBatch> OccupyAsync()
    {
        await TestStream.Live(Scheduler, "x").SubmitAsync();
        return await Device.NextAsync();
    }

    public ValueTask DisposeAsync() => Scheduler.DisposeAsync();
}
