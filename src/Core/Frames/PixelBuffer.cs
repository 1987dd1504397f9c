namespace Glip.Core;

/// <summary>Pinned memory for the pixels of one image, rented from a <see cref="FramePool"/> and given back by disposing of it.</summary>
public sealed class PixelBuffer : IDisposable
{
    private readonly FramePool _pool;
    private byte[]? _bytes;

    internal PixelBuffer(FramePool pool, byte[] bytes)
    {
        _pool = pool;
        _bytes = bytes;
    }

    /// <summary>The whole buffer; its address does not change.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was given back.</exception>
    public Memory<byte> Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(_bytes is null, this);
            return _bytes;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _bytes, null) is { } bytes)
        {
            _pool.Return(bytes);
        }
    }
}
