namespace Glip.Core.Tests;

public sealed class SharpnessTests
{
    private static readonly ImageSize s_size = new(200, 160);
    private static readonly double[] s_blurs = [0, 2, 5, 10];

    [Fact]
    public void Of_BlurredPicture_IsLessTheMoreItIsBlurred()
    {
        double[] sharpness = [.. s_blurs.Select(blur => Measure(blur, new(20, 20, 180, 140)))];

        Assert.Equal(sharpness.OrderDescending(), sharpness);
        Assert.True(sharpness[0] > 0.9, string.Join(" ", sharpness));
        Assert.True(sharpness[3] < 0.3, string.Join(" ", sharpness));
    }

    [Fact]
    public void Of_DarkerPicture_IsTheSame() => Assert.Equal(Measure(5, new(20, 20, 180, 140)), Measure(5, new(20, 20, 180, 140), contrast: 0.5), 0.05);

    [Fact]
    public void Of_SourceOfTwiceTheSize_LooksAtTheSamePlace() =>
        Assert.Equal(Measure(5, new(20, 20, 180, 140)), Measure(5, new(40, 40, 360, 280), source: 2), 1e-12);

    [Theory]
    [InlineData(-500, -500, 900, 900)]
    [InlineData(199, 159, 200, 160)]
    [InlineData(50, 50, 50, 50)]
    [InlineData(190, 0, 230, 160)]
    public void Of_AnyBox_IsInRange(float left, float top, float right, float bottom) => Assert.InRange(Measure(0, new(left, top, right, bottom)), 0, 1);

    [Fact]
    public void Of_PlainPicture_IsNothing() => Assert.Equal(0, Measure(0, new(20, 20, 180, 140), contrast: 0));

    /// <summary>Stripes with soft edges.</summary>
    private static double Measure(double blur, BoundingBox box, double contrast = 1, int source = 1)
    {
        var header = new FrameHeader("s", 0, default, default, s_size.Width * source, s_size.Height * source);
        using var frame = new Frame(header, s_size, new FramePool(1, s_size.RgbBytes).TryRent()!);
        var pixels = frame.Pixels.Span;
        for (var i = 0; i < pixels.Length; i++)
        {
            var x = i / 3 % s_size.Width;
            var distance = 12.5 - Math.Abs((x % 50) - 25); // from the edge of a stripe
            var light = blur == 0 ? Math.Sign(distance) : Math.Tanh(distance / blur);
            pixels[i] = (byte)(128 + (100 * contrast * light));
        }

        return Sharpness.Of(frame, box);
    }
}
