namespace Glip.Core.Tests;

public class StageQueueTests
{
    private readonly FramePool _pool = new(buffers: 4, bufferBytes: 3);

    [Fact]
    public void TryWrite_FullQueueOfALiveStream_DropsOldestAndGivesItBack()
    {
        var queue = new StageQueue<Frame>("decoded", capacity: 2, WhenFull.DropOldest);
        for (var index = 0; index < 4; index++)
        {
            Assert.True(queue.Writer.TryWrite(FrameOf(index)));
        }

        Assert.Equal(2, queue.Dropped);
        Assert.Equal(2, _pool.Rented);
        queue.Reader.TryRead(out var oldest);
        oldest!.Use(frame => Assert.Equal(2, frame.Header.Index));
        queue.DropRest();
        Assert.Equal(0, _pool.Rented);
    }

    [Fact(Timeout = 10_000)]
    public async Task WriteAsync_FullQueueOfAFile_WaitsAndDropsNothing()
    {
        var queue = new StageQueue<int>("decoded", capacity: 1, WhenFull.Wait);
        Assert.True(queue.Writer.TryWrite(1));
        Assert.False(queue.Writer.TryWrite(2));
        var waiting = queue.Writer.WriteAsync(2).AsTask();
        Assert.False(waiting.IsCompleted);

        Assert.Equal(1, await queue.Reader.ReadAsync());

        await waiting;
        Assert.Equal(2, await queue.Reader.ReadAsync());
        Assert.Equal(0, queue.Dropped);
    }

    [Fact(Timeout = 10_000)]
    public async Task DropRest_ItemsLeft_AreCountedDisposedAndEndTheQueue()
    {
        var queue = new StageQueue<Frame>("decoded", capacity: 3, WhenFull.Wait);
        queue.Writer.TryWrite(FrameOf(0));
        queue.Writer.TryWrite(FrameOf(1));

        queue.DropRest();
        queue.DropRest();

        Assert.Equal(2, queue.Dropped);
        Assert.Equal(0, _pool.Rented);
        Assert.False(await queue.Reader.WaitToReadAsync());
        Assert.False(queue.Writer.TryWrite(null!));
    }

    [Fact(Timeout = 10_000)]
    public async Task DropRest_WriterFailed_KeepsItsError()
    {
        var queue = new StageQueue<int>("decoded", capacity: 1, WhenFull.Wait);
        queue.Writer.Complete(new UnavailableException("camera gone"));

        queue.DropRest();

        await Assert.ThrowsAsync<UnavailableException>(() => queue.Reader.Completion);
    }

    [Fact]
    public void TryWrite_PlainItems_AreOnlyCounted()
    {
        var queue = new StageQueue<string>("names", capacity: 1, WhenFull.DropOldest);

        queue.Writer.TryWrite("a");
        queue.Writer.TryWrite("b");

        Assert.Equal(("names", 1), (queue.Name, queue.Dropped));
    }

    [Fact(Timeout = 10_000)]
    public async Task WriteAsync_ReaderBehindALiveStream_EveryFrameIsReadOrDropped()
    {
        var queue = new StageQueue<Frame>("decoded", capacity: 2, WhenFull.DropOldest);
        var reading = Task.Run(async () =>
        {
            var read = 0;
            await foreach (var frame in queue.Reader.ReadAllAsync())
            {
                frame.Dispose();
                read++;
            }

            return read;
        });

        for (var index = 0; index < 5000; index++)
        {
            await queue.Writer.WriteAsync(new Frame(default, new(1, 1), await _pool.RentAsync(CancellationToken.None)));
        }

        queue.Writer.Complete();
        Assert.Equal(5000, await reading + queue.Dropped);
        Assert.Equal(0, _pool.Rented);
    }

    [Fact]
    public void Constructor_CapacityZero_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StageQueue<int>("none", 0, WhenFull.Wait));

    private Frame FrameOf(int index) => new(new("yard", index, default, default, 1, 1), new(1, 1), _pool.TryRent()!);
}
