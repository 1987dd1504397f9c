using Glip.Core;
using Glip.Testing;

namespace Glip.Inference.Tests;

/// <summary>What happens when a device has too little memory, or the detector a defect.</summary>
public class DeviceFailureTests
{
    private static readonly DeviceMemoryException s_memory = new("the device is full");

    [Fact]
    public async Task TooLittleMemory_Batch_IsComputedInHalvesFromThenOn()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 4 });
        var busy = await test.OccupyAsync();
        var file = TestStream.File(test.Scheduler);
        await file.SubmitManyAsync(8);
        file.Lane.Complete();
        busy.Finish();

        (await test.Device.NextAsync()).Fail(s_memory);
        var computed = new List<string>();
        for (var frames = 0; frames < 8;)
        {
            var batch = await test.Device.NextAsync();
            batch.Finish();
            computed.Add(string.Join(' ', batch.Frames));
            frames += batch.Count;
        }

        Assert.Equal(["a0 a1", "a2 a3", "a4 a5", "a6 a7"], computed);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], await file.ReadAllAsync());
        Assert.Equal(2, test.Scheduler.MaxBatch);
        Assert.Equal(["the device is full; going on with at most 2 frames together instead of 4"], test.Warnings);
    }

    [Fact]
    public async Task TooLittleMemory_BatchThatWasNotFull_LimitsToLess()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 8 });
        var busy = await test.OccupyAsync();
        await TestStream.File(test.Scheduler).SubmitManyAsync(3);
        busy.Finish();

        (await test.Device.NextAsync()).Fail(s_memory);

        Assert.Equal(["a0"], await PassAsync(test));
        Assert.Equal(["a1", "a2"], await PassAsync(test));
        Assert.Equal(1, test.Scheduler.MaxBatch);
    }

    [Fact]
    public async Task TooLittleMemory_OneFrame_DropsItAndTellsOnceAMinute()
    {
        await using var test = new TestScheduler();
        var file = TestStream.File(test.Scheduler);
        var results = file.ReadAllAsync();
        for (var i = 0; i < 4; i++)
        {
            await file.SubmitAsync();
            (await test.Device.NextAsync()).Fail(s_memory);
            await Waiting.UntilAsync(() => file.InFlight == 0);
            test.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        await file.SubmitAsync();
        (await test.Device.NextAsync()).Finish();
        file.Lane.Complete();

        Assert.Equal([4], await results);
        Assert.Equal((4, 1, 0), (file.Counters.DroppedFor(DropReason.DeviceError), file.Counters.Analysed, file.Pool.Rented));
        Assert.Equal(
            ["frames that could not be looked at: 1 (the device is full)", "frames that could not be looked at: 3 (the device is full)"],
            test.Warnings);
    }

    [Fact]
    public async Task Defect_OfTheDetector_EndsTheResultsOfAllStreamsWithIt()
    {
        await using var test = new TestScheduler(devices: 2);
        var defect = new InvalidOperationException("a defect");
        var (a, b, idle) = (TestStream.File(test.Scheduler, "a"), TestStream.File(test.Scheduler, "b"), TestStream.Live(test.Scheduler, "c"));
        await a.SubmitAsync();
        var failing = await test.Device.NextAsync();
        await b.SubmitAsync();
        var other = await test.Device.NextAsync();
        await a.SubmitManyAsync(2);
        await b.SubmitManyAsync(2);

        failing.Fail(defect);
        Assert.Same(defect, await Record.ExceptionAsync(a.ReadAllAsync));
        other.Finish();

        Assert.Equal(0, await b.ReadAsync()); // what was under way still comes
        Assert.Same(defect, await Record.ExceptionAsync(b.ReadAllAsync));
        Assert.Same(defect, await Record.ExceptionAsync(idle.ReadAllAsync));
        Assert.Same(defect, await Record.ExceptionAsync(() => idle.SubmitAsync()));
        Assert.Same(defect, await Record.ExceptionAsync(TestStream.Live(test.Scheduler, "d").ReadAllAsync));
        Assert.Equal((1, 2), (a.Counters.DroppedFor(DropReason.DeviceError), a.Counters.DroppedFor(DropReason.Stopped)));
        Assert.All([a, b, idle], stream => Assert.Equal((0, 0), (stream.InFlight, stream.Pool.Rented)));
        await a.Lane.DisposeAsync();
    }

    private static async Task<string[]> PassAsync(TestScheduler test)
    {
        var batch = await test.Device.NextAsync();
        batch.Finish();
        return batch.Frames;
    }
}
