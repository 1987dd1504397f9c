using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class TurboJpegTests
{
    private readonly TurboJpeg _codec = new();

    [Theory]
    [InlineData(640, 480)]
    [InlineData(321, 177)]
    [InlineData(1, 1)]
    public void Decode_EncodedPicture_IsNearlyTheSame(int width, int height)
    {
        var size = new ImageSize(width, height);
        var pixels = TestPicture.Gradient(size);

        var jpeg = _codec.Encode(size, pixels);
        var decoded = _codec.Decode(jpeg);

        Assert.Equal(size, decoded.Size);
        Assert.InRange(decoded.Pixels.Zip(pixels, (a, b) => Math.Abs(a - b)).Average(), 0, 2.0);
        Assert.InRange(jpeg.Length, 100, (size.RgbBytes / 10) + 1000);
    }

    [Fact]
    public void Decode_NoJpeg_IsInvalid() => Assert.Throws<InvalidDataException>(() => _codec.Decode("no picture"u8));

    [Fact]
    public void Encode_TooFewPixels_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => _codec.Encode(new(10, 10), new byte[299]));

    [Fact]
    public void Require_MissingLibrary_SaysHowToGetIt()
    {
        var error = Assert.Throws<MissingPartException>(() => NativePart.Require("libnothing.so.0", "libnothing0"));

        Assert.Contains("sudo apt-get install libnothing0", error.Message, StringComparison.Ordinal);
    }
}
