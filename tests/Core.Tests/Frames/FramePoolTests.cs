namespace Glip.Core.Tests;

public class FramePoolTests
{
    private readonly FramePool _pool = new(buffers: 2, bufferBytes: 12);

    [Fact]
    public void TryRent_AllRented_GivesNothingUntilOneIsBack()
    {
        using var first = _pool.TryRent()!;
        var second = _pool.TryRent()!;
        Assert.Null(_pool.TryRent());
        Assert.Equal(2, _pool.Rented);

        second.Dispose();

        using var third = _pool.TryRent();
        Assert.NotNull(third);
        Assert.Equal(2, _pool.Rented);
    }

    [Fact(Timeout = 10_000)]
    public async Task RentAsync_AllRented_WaitsForTheNextReturn()
    {
        using var first = _pool.TryRent()!;
        var second = _pool.TryRent()!;
        var waiting = _pool.RentAsync(CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);

        second.Dispose();

        using var third = await waiting;
        Assert.Equal(2, _pool.Rented);
    }

    [Fact(Timeout = 10_000)]
    public async Task RentAsync_CancelledWait_TakesNoBuffer()
    {
        using var cancel = new CancellationTokenSource();
        var first = _pool.TryRent()!;
        using var second = _pool.TryRent()!;
        var waiting = _pool.RentAsync(cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        first.Dispose();
        using var third = _pool.TryRent();
        Assert.NotNull(third);
    }

    [Fact]
    public void Dispose_Twice_GivesBackOnce()
    {
        var buffer = _pool.TryRent()!;
        using var other = _pool.TryRent()!;

        buffer.Dispose();
        buffer.Dispose();

        Assert.Equal(1, _pool.Rented);
        using var again = _pool.TryRent();
        Assert.Null(_pool.TryRent());
    }

    [Fact]
    public void Memory_ReturnedBuffer_CannotBeUsed()
    {
        var buffer = _pool.TryRent()!;
        Assert.Equal(12, buffer.Memory.Length);

        buffer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => buffer.Memory);
    }

    [Fact]
    public void TryRent_SameBufferAgain_IsTheSameMemory()
    {
        var pool = new FramePool(1, 3);
        pool.TryRent()!.Use(buffer => buffer.Memory.Span[0] = 7);

        pool.TryRent()!.Use(buffer => Assert.Equal(7, buffer.Memory.Span[0]));
    }

    [Fact(Timeout = 10_000)]
    public async Task RentAsync_ManyThreads_NeverExceedsTheCapAndLeaksNothing()
    {
        await Parallel.ForAsync(0, 2000, CancellationToken.None, async (_, token) =>
        {
            using var buffer = await _pool.RentAsync(token);
            Assert.InRange(_pool.Rented, 1, 2);
        });

        Assert.Equal(0, _pool.Rented);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Constructor_NothingToRent_IsRefused(int buffers, int bytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FramePool(buffers, bytes));
}
