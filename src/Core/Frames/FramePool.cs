using System.Threading.Channels;

namespace Glip.Core;

/// <summary>
/// Pinned buffers of one size, made when they are needed, up to a fixed number. It is the hard cap on the memory of a stream: whoever
/// wants a buffer when all are rented waits, or does without.
/// </summary>
public sealed class FramePool
{
    private readonly Channel<byte[]> _free;
    private int _unmade;
    private int _rented;

    /// <param name="buffers">Most buffers, at least 1.</param>
    /// <param name="bufferBytes">Size of each buffer in bytes, at least 1.</param>
    public FramePool(int buffers, int bufferBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buffers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(bufferBytes, 1);
        _free = Channel.CreateBounded<byte[]>(buffers);
        _unmade = buffers;
        BufferBytes = bufferBytes;
    }

    /// <summary>Size of each buffer in bytes.</summary>
    public int BufferBytes { get; }

    /// <summary>Number of buffers that have not been given back.</summary>
    public int Rented => Volatile.Read(ref _rented);

    /// <summary>Takes a buffer; waits until one is free.</summary>
    public async ValueTask<PixelBuffer> RentAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return TryRent() ?? RentOut(await _free.Reader.ReadAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Takes a buffer if one is free.</summary>
    public PixelBuffer? TryRent()
    {
        if (_free.Reader.TryRead(out var bytes))
        {
            return RentOut(bytes);
        }

        return TryMake() ? RentOut(GC.AllocateUninitializedArray<byte>(BufferBytes, pinned: true)) : null;
    }

    internal void Return(byte[] bytes)
    {
        Interlocked.Decrement(ref _rented);
        _free.Writer.TryWrite(bytes);
    }

    private PixelBuffer RentOut(byte[] bytes)
    {
        Interlocked.Increment(ref _rented);
        return new PixelBuffer(this, bytes);
    }

    private bool TryMake()
    {
        if (Interlocked.Decrement(ref _unmade) >= 0)
        {
            return true;
        }

        Interlocked.Increment(ref _unmade);
        return false;
    }
}
