using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Glip.Core;

namespace Glip.Inference.Tests;

/// <summary>What the scheduler tells of itself, and which settings it takes.</summary>
public class SchedulerMetricsTests
{
    [Fact]
    public async Task Batch_Computed_TellsItsSizeAndHowLongItsFramesWaited()
    {
        var sizes = new ConcurrentBag<int>();
        var stages = new ConcurrentBag<(object? Stage, double Seconds)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument is { Meter.Name: StageTimer.MeterName, Name: StageTimer.InstrumentName or "glip_batch_size" })
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, size, _, _) => sizes.Add(size));
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => stages.Add((tags[0].Value, seconds)));
        listener.Start();
        await using var test = new TestScheduler(options: new() { MaxBatch = 37, MaxAge = TimeSpan.FromDays(1) });
        var busy = await test.OccupyAsync();
        var file = TestStream.File(test.Scheduler, capacity: 37);
        await file.SubmitManyAsync(37);

        test.Clock.Advance(TimeSpan.FromSeconds(1234.5));
        busy.Finish();
        (await test.Device.NextAsync()).Finish();
        file.Lane.Complete();
        await file.ReadAllAsync();

        Assert.Contains(37, sizes);
        Assert.Equal(37, stages.Count(measured => measured == ("queue", 1234.5)));
        Assert.Contains(stages, measured => measured.Stage is "detect");
    }

    [Fact]
    public void Options_OutsideOfTheirRange_AreRefused()
    {
        BatchOptions[] wrong =
        [
            new() { MaxBatch = 0 }, new() { MaxBatch = 65 }, new() { MaxWait = -TimeSpan.FromTicks(1) }, new() { MaxAge = TimeSpan.Zero },
        ];

        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(() => new TestScheduler(options: options)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, double.NaN)]
    [InlineData(1, double.PositiveInfinity)]
    public async Task LaneOptions_OutsideOfTheirRange_AreRefused(int capacity, double weight)
    {
        await using var test = new TestScheduler();

        Assert.Throws<ArgumentOutOfRangeException>(() => TestStream.File(test.Scheduler, capacity: capacity, weight: weight));
    }
}
