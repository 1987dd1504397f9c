using Glip.Core;

namespace Glip.Testing;

/// <summary>Makes frames by hand.</summary>
public static class Frames
{
    /// <summary>A frame with its own pool, so that a test sees whether the buffer comes back.</summary>
    /// <param name="pixels">RGB rows without padding.</param>
    /// <param name="size">Size of the pixels.</param>
    /// <param name="source">Size of the source image; null for the same.</param>
    /// <param name="index">Number of the frame; its time is a tenth of a second each.</param>
    public static (Frame Frame, FramePool Pool) Of(ReadOnlySpan<byte> pixels, ImageSize size, ImageSize? source = null, long index = 0)
    {
        var pool = new FramePool(1, size.RgbBytes);
        var buffer = pool.TryRent()!;
        pixels[..size.RgbBytes].CopyTo(buffer.Memory.Span);
        return (new Frame(Header(index, source ?? size), size, buffer), pool);
    }

    /// <summary>A header of a stream with ten frames a second.</summary>
    public static FrameHeader Header(long index, ImageSize source)
    {
        var pts = TimeSpan.FromSeconds(index / 10.0);
        return new FrameHeader("test", index, pts, DateTimeOffset.UnixEpoch + pts, source.Width, source.Height);
    }
}
