namespace Glip.Inference.Tests;

/// <summary>Live streams that want more than the device can do.</summary>
public class OverloadTests
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(10);

    /// <summary>Twenty streams of five frames a second, at different moments; the device computes one batch in a multiple of 10 ms.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(10, 4)]
    [InlineData(25, 8)]
    public async Task LiveStreams_DeviceTooSlow_ShareItEvenly(int stepsPerBatch, int maxBatch)
    {
        const int streamCount = 20, seconds = 30;
        await using var test = new TestScheduler(options: new() { MaxBatch = maxBatch });
        var streams = Enumerable.Range(0, streamCount).Select(i => TestStream.Live(test.Scheduler, $"s{i}.")).ToArray();
        var reading = streams.Select(stream => stream.ReadAllAsync()).ToArray();
        var computed = 0;
        await streams[0].SubmitAsync();
        for (var step = 1; step < seconds * 100; step++)
        {
            test.Clock.Advance(s_step);
            await streams[step % streamCount].SubmitAsync();
            if (step % stepsPerBatch == 0)
            {
                var batch = await test.Device.NextAsync();
                batch.Finish();
                computed += batch.Count;
                await UntilReadAsync(streams, computed);
            }
        }

        var expected = seconds * 100.0 / stepsPerBatch * maxBatch / streamCount;
        Assert.All(streams, stream => Assert.InRange(stream.Counters.Analysed, 0.95 * expected, 1.05 * expected));
        Assert.All(reading, read => Assert.False(read.IsCompleted));
    }

    /// <summary>The clock stands still meanwhile: readers take no time.</summary>
    private static async Task UntilReadAsync(TestStream[] streams, int frames)
    {
        while (streams.Sum(stream => stream.Read) < frames)
        {
            await Task.Yield();
        }
    }
}
