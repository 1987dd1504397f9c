using System.Threading.Channels;

namespace Glip.Core;

/// <summary>
/// A fixed number of pinned buffers of one size. It is the hard cap on the memory of a stream: whoever wants a buffer
/// when all are rented waits, or does without.
/// </summary>
public sealed class FramePool
{
    private readonly Channel<byte[]> _free;
    private int _rented;

    /// <param name="buffers">Number of buffers, at least 1.</param>
    /// <param name="bufferBytes">Size of each buffer in bytes, at least 1.</param>
    public FramePool(int buffers, int bufferBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buffers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(bufferBytes, 1);
        _free = Channel.CreateBounded<byte[]>(buffers);
        for (var i = 0; i < buffers; i++)
        {
            _free.Writer.TryWrite(GC.AllocateUninitializedArray<byte>(bufferBytes, pinned: true));
        }
    }

    /// <summary>Number of buffers that have not been given back.</summary>
    public int Rented => Volatile.Read(ref _rented);

    /// <summary>Takes a buffer; waits until one is free.</summary>
    public async ValueTask<PixelBuffer> RentAsync(CancellationToken cancellationToken)
    {
        var bytes = await _free.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _rented);
        return new PixelBuffer(this, bytes);
    }

    /// <summary>Takes a buffer if one is free.</summary>
    public PixelBuffer? TryRent()
    {
        if (!_free.Reader.TryRead(out var bytes))
        {
            return null;
        }

        Interlocked.Increment(ref _rented);
        return new PixelBuffer(this, bytes);
    }

    internal void Return(byte[] bytes)
    {
        Interlocked.Decrement(ref _rented);
        _free.Writer.TryWrite(bytes);
    }
}
