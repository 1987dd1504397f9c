using Glip.Core;
using Glip.Testing;

namespace Glip.Inference.Tests;

/// <summary>Stopping with frames everywhere.</summary>
public class DisposalTests
{
    [Fact]
    public async Task DisposeLane_FramesEverywhere_GivesAllBuffersBack()
    {
        await using var test = new TestScheduler(devices: 2);
        var file = TestStream.File(test.Scheduler, capacity: 2);
        await file.SubmitAsync();
        (await test.Device.NextAsync()).Finish();
        await Waiting.UntilAsync(() => file.Counters.Analysed == 1); // unread
        await file.SubmitManyAsync(2);
        var batches = new[] { await test.Device.NextAsync(), await test.Device.NextAsync() }.OrderBy(batch => batch.Frames[0], StringComparer.Ordinal).ToArray();
        batches[1].Finish();
        await Waiting.UntilAsync(() => file.Counters.Analysed == 2); // waits for the frame before it, which stays on the device
        await file.SubmitManyAsync(2); // wait: three results are under way or unread
        var late = file.SubmitAsync(); // waits for room

        await file.Lane.DisposeAsync();

        Assert.NotNull(await Record.ExceptionAsync(() => late));
        Assert.True(batches[0].BrokenOff.IsCancellationRequested);
        Assert.Equal((0, 0, 2, 4), (file.Pool.Rented, file.InFlight, file.Counters.Analysed, file.Counters.DroppedFor(DropReason.Stopped)));
        await file.Lane.DisposeAsync();
    }

    [Fact]
    public async Task DisposeLane_BatchWithFramesOfOthers_IsNotBrokenOff()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 2 });
        var busy = await test.OccupyAsync();
        var (a, b) = (TestStream.Live(test.Scheduler, "a"), TestStream.Live(test.Scheduler, "b"));
        await a.SubmitAsync();
        await b.SubmitAsync();
        busy.Finish();
        var batch = await test.Device.NextAsync();

        var disposal = a.Lane.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        Assert.False(batch.BrokenOff.IsCancellationRequested);
        batch.Finish();
        await disposal;

        Assert.Equal(0, await b.ReadAsync());
        Assert.Equal((0, 1), (a.Pool.Rented, a.Counters.Analysed));
    }

    [Fact]
    public async Task DisposeLane_LastOfABatch_BreaksItOff()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 2 });
        var busy = await test.OccupyAsync();
        var streams = "ab".Select(name => TestStream.Live(test.Scheduler, name.ToString())).ToArray();
        await streams[0].SubmitAsync();
        await streams[1].SubmitAsync();
        busy.Finish();
        await test.Device.NextAsync();

        await Task.WhenAll(streams.Select(stream => stream.Lane.DisposeAsync().AsTask()));

        Assert.All(streams, stream => Assert.Equal((0, 1L), (stream.Pool.Rented, stream.Counters.DroppedFor(DropReason.Stopped))));
    }

    [Fact]
    public async Task DisposeScheduler_FramesEverywhere_EndsAllResults()
    {
        var test = new TestScheduler();
        var (a, b) = (TestStream.File(test.Scheduler, "a"), TestStream.File(test.Scheduler, "b"));
        await a.SubmitManyAsync(2);
        await b.SubmitManyAsync(2);
        (await test.Device.NextAsync()).Finish();
        await test.Device.NextAsync();

        await test.DisposeAsync();

        Assert.Equal([0], await a.ReadAllAsync());
        Assert.Empty(await b.ReadAllAsync());
        Assert.All([a, b], stream => Assert.Equal((0, 0), (stream.InFlight, stream.Pool.Rented)));
        Assert.Throws<ObjectDisposedException>(() => TestStream.Live(test.Scheduler));
    }

    [Fact]
    public async Task DisposeLane_WhileItIsRead_EndsTheReading()
    {
        await using var test = new TestScheduler();
        var live = TestStream.Live(test.Scheduler);
        var reading = live.ReadAllAsync();

        await live.Lane.DisposeAsync();

        Assert.Empty(await reading);
    }
}
