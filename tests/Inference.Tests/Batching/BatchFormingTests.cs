using Glip.Core;
using Glip.Testing;

namespace Glip.Inference.Tests;

/// <summary>Which frames are computed together, and when.</summary>
public class BatchFormingTests
{
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(30);
    private static readonly ImageSize s_wide = new(16, 8);

    [Fact]
    public async Task FreeDevice_OneFrame_IsComputedAtOnce()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 8 });
        var (a, _) = (TestStream.Live(test.Scheduler, "a"), TestStream.Live(test.Scheduler, "b"));

        await a.SubmitAsync();

        Assert.Equal(["a0"], (await test.Device.NextAsync()).Frames);
    }

    [Fact]
    public async Task BusyDevice_FramesOfSeveralStreams_AreComputedTogetherUpToMaxBatch()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 3 });
        var busy = await test.OccupyAsync();
        foreach (var name in "abcd")
        {
            await TestStream.Live(test.Scheduler, name.ToString()).SubmitAsync();
        }

        busy.Finish();
        var first = await test.Device.NextAsync();
        first.Finish();

        Assert.Equal(["a0", "b0", "c0"], first.Frames);
        Assert.Equal(["d0"], (await test.Device.NextAsync()).Frames);
    }

    [Fact]
    public async Task Batch_FramesOfTwoSizes_HoldsThoseOfTheStreamMostBehind()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 8 });
        var streams = "abc".Select(name => TestStream.Live(test.Scheduler, name.ToString())).ToArray();
        await streams[0].SubmitAsync();
        Assert.Equal("a0", await PassAsync(test)); // it has had its turn
        var busy = await test.OccupyAsync();
        await streams[0].SubmitAsync();
        await streams[1].SubmitAsync(s_wide);
        await streams[2].SubmitAsync(s_wide);
        busy.Finish();

        Assert.Equal("b0 c0", await PassAsync(test));
        Assert.Equal("a1", await PassAsync(test));
    }

    [Fact]
    public async Task Batch_StreamThatChangesItsSize_EndsBeforeTheChange()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 8 });
        var busy = await test.OccupyAsync();
        var file = TestStream.File(test.Scheduler);
        await file.SubmitManyAsync(2);
        await file.SubmitAsync(s_wide);
        await file.SubmitAsync();

        busy.Finish();
        var batches = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var batch = await test.Device.NextAsync();
            batches.Add(string.Join(' ', batch.Frames));
            batch.Finish();
        }

        Assert.Equal(["a0 a1", "a2", "a3"], batches);
    }

    [Fact]
    public async Task MaxWait_FreeDevice_WaitsForOtherStreamsUntilTheOldestFrameIsDue()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 3, MaxWait = s_wait });
        var streams = "abc".Select(name => TestStream.Live(test.Scheduler, name.ToString())).ToArray();

        await streams[0].SubmitAsync();
        await Waiting.UntilAsync(() => test.Clock.SetTimers == 1);
        test.Clock.Advance(s_wait - TimeSpan.FromMilliseconds(1));
        await streams[1].SubmitAsync();
        Assert.Equal(1, test.Clock.SetTimers);
        test.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(["a0", "b0"], (await test.Device.NextAsync()).Frames);
    }

    [Fact]
    public async Task MaxWait_FullBatch_IsNotWaitedFor()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 2, MaxWait = s_wait });
        var streams = "abc".Select(name => TestStream.Live(test.Scheduler, name.ToString())).ToArray();

        await streams[2].SubmitAsync();
        await streams[0].SubmitAsync();

        Assert.Equal(["c0", "a0"], (await test.Device.NextAsync()).Frames.OrderDescending());
    }

    [Fact]
    public async Task MaxWait_NoOtherStreamCouldAddAFrame_IsNotWaitedFor()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 8, MaxWait = s_wait });
        var (a, b) = (TestStream.Live(test.Scheduler, "a"), TestStream.Live(test.Scheduler, "b"));

        await a.SubmitAsync();
        b.Lane.Complete();

        Assert.Equal(["a0"], (await test.Device.NextAsync()).Frames);
    }

    [Fact]
    public async Task MaxWait_OtherStreamsOfAnotherSize_AreNotWaitedFor()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 2, MaxWait = s_wait });
        var (a, b) = (TestStream.Live(test.Scheduler, "a"), TestStream.Live(test.Scheduler, "b"));

        await a.SubmitAsync(s_wide);
        await b.SubmitAsync(); // now both sizes are known, and neither can join the other

        Assert.Equal(["a0", "b0"], new[] { await PassAsync(test), await PassAsync(test) }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task MaxWait_FullBatchOfAnotherSize_GoesFirst()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 2, MaxWait = s_wait });
        var streams = "abcd".Select(name => TestStream.Live(test.Scheduler, name.ToString())).ToArray();

        await streams[0].SubmitAsync(s_wide);
        await streams[1].SubmitAsync();
        await streams[2].SubmitAsync();
        Assert.Equal("b0 c0", await PassAsync(test));
        test.Clock.Advance(s_wait);

        Assert.Equal("a0", await PassAsync(test));
    }

    private static async Task<string> PassAsync(TestScheduler test)
    {
        var batch = await test.Device.NextAsync();
        batch.Finish();
        return string.Join(' ', batch.Frames);
    }
}
