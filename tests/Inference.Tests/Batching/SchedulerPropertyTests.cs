namespace Glip.Inference.Tests;

/// <summary>What holds whatever streams and devices do at the same time.</summary>
public class SchedulerPropertyTests
{
    private const int FramesPerStream = 150;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Streams_OfAllKindsAtOnce_AccountForEachFrameInOrder(int seed)
    {
        var random = new Random(seed);
        var options = new BatchOptions { MaxBatch = random.Next(1, 9), MaxWait = TimeSpan.FromMilliseconds(random.Next(3)), MaxAge = TimeSpan.FromMilliseconds(random.Next(1, 50)) };
        using var detector = new RandomDetector(random.Next(1, 4), random.Next(1, 9), options.MaxBatch);
        var scheduler = new DetectionScheduler(detector, options, TimeProvider.System, _ => { });
        var streams = Enumerable.Range(0, random.Next(1, 7)).Select(i => new RandomStream(scheduler, $"s{i}.", new Random(random.Next()))).ToArray();

        await Task.WhenAll(streams.Select(stream => Task.Run(() => stream.RunAsync(FramesPerStream))));
        if (random.Next(2) == 0)
        {
            await Task.WhenAll(streams.Select(stream => stream.Lane.DisposeAsync().AsTask()));
        }

        await scheduler.DisposeAsync();

        Assert.Empty(detector.Faults);
        Assert.All(streams, stream => stream.AssertAccounted(FramesPerStream));
    }
}
