namespace Glip.Core.Tests;

public class FrameTests
{
    private static readonly FrameHeader s_header = new("yard", 3, TimeSpan.FromSeconds(1), DateTimeOffset.UnixEpoch, 1920, 1080);
    private readonly FramePool _pool = new(buffers: 1, bufferBytes: 100);

    [Fact]
    public void Pixels_LargerBuffer_AreThoseOfTheImage()
    {
        using var frame = new Frame(s_header, new(4, 3), _pool.TryRent()!);

        Assert.Equal(36, frame.Pixels.Length);
        Assert.Equal(new ImageSize(1920, 1080), frame.Header.Source);
    }

    [Fact]
    public void Dispose_Twice_GivesTheBufferBackOnce()
    {
        var frame = new Frame(s_header, new(4, 3), _pool.TryRent()!);

        frame.Dispose();
        frame.Dispose();

        Assert.Equal(0, _pool.Rented);
        Assert.Throws<ObjectDisposedException>(() => frame.Pixels);
    }

    [Fact]
    public void Constructor_SmallBuffer_LeavesItToTheCaller()
    {
        using (var buffer = _pool.TryRent()!)
        {
            Assert.Throws<ArgumentException>(() => new Frame(s_header, new(10, 10), buffer));
            Assert.Equal(1, _pool.Rented);
        }

        Assert.Equal(0, _pool.Rented);
    }

    [Fact]
    public void RgbBytes_ImageBeyondTheAddressRange_Overflows() =>
        Assert.Throws<OverflowException>(() => new ImageSize(40_000, 40_000).RgbBytes);
}
