using System.Threading.Channels;
using Glip.Core;
using Glip.Testing;

namespace Glip.Inference.Tests;

/// <summary>What a stream sees of the scheduler.</summary>
public class LaneTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Read_DevicesEndInOtherOrder_GivesTheOrderOfTheFrames()
    {
        await using var test = new TestScheduler(devices: 2);
        var file = TestStream.File(test.Scheduler);
        await file.SubmitManyAsync(3);
        file.Lane.Complete();
        var batches = new[] { await test.Device.NextAsync(), await test.Device.NextAsync() }.OrderBy(batch => batch.Frames[0], StringComparer.Ordinal).ToArray();

        batches[1].Finish();
        (await test.Device.NextAsync()).Finish(); // the device that is free computes the third before the first is done
        await Waiting.UntilAsync(() => file.Counters.Analysed == 2);
        batches[0].Finish();

        Assert.Equal([0, 1, 2], await file.ReadAllAsync());
        Assert.Equal(0, file.Pool.Rented);
    }

    [Fact]
    public async Task Read_FramesOfSeveralPrompts_SaysWhichOneWasSought()
    {
        await using var test = new TestScheduler();
        var file = TestStream.File(test.Scheduler);
        var other = test.Device.Prepare(Prompt.Of(["car"], 0.5f, 0.35f));
        await file.SubmitAsync();
        await file.SubmitAsync(prompt: other);
        file.Lane.Complete();
        await test.Device.PassUntilAsync(Waiting.UntilAsync(() => file.Counters.Analysed == 2));

        using var first = await file.ReadFrameAsync();
        using var second = await file.ReadFrameAsync();

        Assert.Equal((HeldDetector.Prompt, other), (first.Prompt, second.Prompt));
    }

    [Fact]
    public async Task Submit_FileWithoutRoom_WaitsAndLosesNothing()
    {
        await using var test = new TestScheduler();
        var busy = await test.OccupyAsync();
        var file = TestStream.File(test.Scheduler, capacity: 2);
        await file.SubmitManyAsync(2);

        var third = file.SubmitAsync();
        Assert.False(third.IsCompleted);
        busy.Finish();
        var taken = await test.Device.NextAsync();
        await third;
        taken.Finish();
        file.Lane.Complete();
        var results = file.ReadAllAsync();
        await test.Device.PassUntilAsync(results);

        Assert.Equal([0, 1, 2], await results);
        Assert.Equal((3, 0), (file.Counters.Analysed, file.Counters.Dropped));
    }

    [Fact]
    public async Task Submit_CancelledWhileItWaits_GivesTheBufferBackAndCountsIt()
    {
        await using var test = new TestScheduler();
        await test.OccupyAsync();
        var file = TestStream.File(test.Scheduler, capacity: 1);
        await file.SubmitAsync();
        using var cancel = new CancellationTokenSource();

        var second = file.SubmitAsync(cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal((1, 1), (file.Counters.DroppedFor(DropReason.Stopped), file.Pool.Rented));
    }

    [Fact]
    public async Task Submit_AfterComplete_IsRefusedAndCounted()
    {
        await using var test = new TestScheduler();
        var file = TestStream.File(test.Scheduler);
        file.Lane.Complete();

        await Assert.ThrowsAsync<ChannelClosedException>(() => file.SubmitAsync());

        Assert.Equal((1, 0), (file.Counters.DroppedFor(DropReason.Stopped), file.Pool.Rented));
    }

    [Fact]
    public async Task Submit_LiveWithoutRoom_ReplacesTheOldest()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 2 });
        var busy = await test.OccupyAsync();
        var live = TestStream.Live(test.Scheduler, capacity: 2);
        await live.SubmitManyAsync(5);
        Assert.Equal((3, 2), (live.Counters.DroppedFor(DropReason.Replaced), live.Pool.Rented));

        busy.Finish();

        Assert.Equal(["a3", "a4"], (await test.Device.NextAsync()).Frames);
    }

    [Fact]
    public async Task MaxAge_LiveFrame_IsDroppedBeforeItIsComputed()
    {
        await using var test = new TestScheduler(options: new() { MaxAge = s_second });
        var busy = await test.OccupyAsync();
        var (old, late, young) = (TestStream.Live(test.Scheduler, "a"), TestStream.Live(test.Scheduler, "b"), TestStream.Live(test.Scheduler, "c"));
        await old.SubmitAsync();
        test.Clock.Advance(TimeSpan.FromTicks(1));
        await late.SubmitAsync(receivedAt: test.Clock.GetUtcNow() - TimeSpan.FromTicks(1));
        await young.SubmitAsync();
        test.Clock.Advance(s_second);

        busy.Finish();

        Assert.Equal(["c0"], (await test.Device.NextAsync()).Frames);
        Assert.Equal((1, 1, 0), (old.Counters.DroppedFor(DropReason.TooOld), late.Counters.DroppedFor(DropReason.TooOld), old.Pool.Rented + late.Pool.Rented));
    }

    [Fact]
    public async Task MaxAge_PassedOnTheDevice_LosesNothing()
    {
        await using var test = new TestScheduler(options: new() { MaxAge = s_second });
        var live = TestStream.Live(test.Scheduler);
        await live.SubmitAsync();
        var batch = await test.Device.NextAsync();

        test.Clock.Advance(10 * s_second);
        batch.Finish();

        Assert.Equal(0, await live.ReadAsync());
    }

    [Fact]
    public async Task MaxAge_File_LosesNothing()
    {
        await using var test = new TestScheduler(options: new() { MaxAge = s_second });
        var busy = await test.OccupyAsync();
        var file = TestStream.File(test.Scheduler);
        await file.SubmitAsync();

        test.Clock.Advance(10 * s_second);
        busy.Finish();

        Assert.Equal(["a0"], (await test.Device.NextAsync()).Frames);
    }

    [Fact]
    public async Task Complete_LastFramesTooOld_EndsTheResults()
    {
        await using var test = new TestScheduler(options: new() { MaxAge = s_second });
        var busy = await test.OccupyAsync();
        var live = TestStream.Live(test.Scheduler);
        await live.SubmitAsync();
        live.Lane.Complete();

        test.Clock.Advance(2 * s_second);
        busy.Finish();

        Assert.Empty(await live.ReadAllAsync());
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 1, 4)]
    [InlineData(2, 2, 8)]
    public async Task BuffersFor_LiveStreamThatIsReadSlowly_AreJustEnough(int devices, int capacity, int maxBatch)
    {
        await using var test = new TestScheduler(devices, new() { MaxBatch = maxBatch });
        var live = TestStream.Live(test.Scheduler, capacity: capacity);
        var end = new TaskCompletionSource();
        var passing = test.Device.PassUntilAsync(end.Task);
        var unread = test.Scheduler.BuffersFor(new() { Counters = live.Counters, WhenFull = WhenFull.DropOldest, Capacity = capacity }) - capacity - 2;
        await SubmitUntilAnalysedAsync(live, unread);
        using var beingRead = await live.ReadFrameAsync();
        await SubmitUntilAnalysedAsync(live, unread + 1);
        await live.SubmitManyAsync(20); // throws when no buffer is free
        using var beingFilled = live.Pool.TryRent();

        Assert.NotNull(beingFilled);
        Assert.Null(live.Pool.TryRent());
        Assert.Equal(unread + 1, live.Counters.Analysed);
        end.SetResult();
        await passing;
    }

    private static async Task SubmitUntilAnalysedAsync(TestStream stream, int frames)
    {
        while (stream.Counters.Analysed < frames)
        {
            await stream.SubmitAsync();
            await Task.Yield();
        }
    }
}
