namespace Glip.Inference.Tests;

/// <summary>How streams share a device that has too much to do.</summary>
public class FairnessTests
{
    [Fact]
    public async Task EqualWeights_FilesWithManyFrames_TakeTurns()
    {
        await using var test = new TestScheduler();
        var streams = "abc".Select(name => TestStream.File(test.Scheduler, name.ToString())).ToArray();
        var busy = await test.OccupyAsync();
        foreach (var stream in streams)
        {
            await stream.SubmitManyAsync(2);
        }

        busy.Finish();

        Assert.Equal("a0 b0 c0 a1 b1 c1", await PassAsync(test, 6, streams));
    }

    [Fact]
    public async Task Batch_FewStreams_TakesOneOfEachThenMore()
    {
        await using var test = new TestScheduler(options: new() { MaxBatch = 5 });
        var busy = await test.OccupyAsync();
        await TestStream.File(test.Scheduler, "a").SubmitManyAsync(4);
        await TestStream.File(test.Scheduler, "b").SubmitManyAsync(4);

        busy.Finish();

        Assert.Equal(["a0", "b0", "a1", "b1", "a2"], (await test.Device.NextAsync()).Frames);
    }

    [Fact]
    public async Task Weights_FilesWithManyFrames_ShareInProportion()
    {
        await using var test = new TestScheduler();
        var (a, b) = (TestStream.File(test.Scheduler, "a", weight: 3), TestStream.File(test.Scheduler, "b"));
        var busy = await test.OccupyAsync();
        await a.SubmitManyAsync(8);
        await b.SubmitManyAsync(8);

        busy.Finish();
        var order = (await PassAsync(test, 8, a, b)).Split(' ');

        Assert.Equal((6, 2), (order.Count(frame => frame[0] == 'a'), order.Count(frame => frame[0] == 'b')));
    }

    [Fact]
    public async Task Stream_ThatWasIdle_HasNoCredit()
    {
        await using var test = new TestScheduler();
        var (a, b) = (TestStream.File(test.Scheduler, "a"), TestStream.File(test.Scheduler, "b"));
        await a.SubmitManyAsync(8);
        await PassAsync(test, 8, a);

        var busy = await test.OccupyAsync();
        await a.SubmitManyAsync(3);
        await b.SubmitManyAsync(3);
        busy.Finish();

        Assert.Equal("b0 a8 b1 a9 b2 a10", await PassAsync(test, 6, a, b));
    }

    [Fact]
    public async Task Stream_WhoseResultsNoOneRead_HasNoCredit()
    {
        await using var test = new TestScheduler();
        var (other, slow) = (TestStream.File(test.Scheduler, "a"), TestStream.File(test.Scheduler, "b"));
        await slow.SubmitManyAsync(4);
        await PassAsync(test, 2); // as many as may be unread
        await other.SubmitManyAsync(8);
        await PassAsync(test, 8, other);

        var busy = await test.OccupyAsync();
        await other.SubmitManyAsync(3);
        Assert.Equal((0, 1), (await slow.ReadAsync(), await slow.ReadAsync()));
        busy.Finish();

        Assert.Equal("b2 a8 b3 a9", await PassAsync(test, 4, other, slow));
    }

    /// <summary>Lets batches pass, reads the results of some streams, and returns the frames in the order in which they were computed.</summary>
    private static async Task<string> PassAsync(TestScheduler test, int batches, params TestStream[] read)
    {
        var frames = new List<string>();
        for (var i = 0; i < batches; i++)
        {
            var batch = await test.Device.NextAsync();
            batch.Finish();
            foreach (var frame in batch.Frames)
            {
                frames.Add(frame);
                await (read.SingleOrDefault(stream => frame.StartsWith(stream.Name, StringComparison.Ordinal))?.ReadAsync() ?? Task.FromResult(0L));
            }
        }

        return string.Join(' ', frames);
    }
}
