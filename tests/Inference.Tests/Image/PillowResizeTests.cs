using Glip.Core;
using Glip.Testing;

namespace Glip.Inference.Tests;

public class PillowResizeTests
{
    private static readonly Dictionary<string, GoldenCase> s_cases = GoldenJson.Read<Dictionary<string, GoldenCase>>("preprocess", "cases.json");

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Resize_GoldenImage_MatchesPillowToTheByte(string name)
    {
        var size = s_cases[name].Rule.Apply(Image(name, "rgb").Size);

        var resized = PillowResize.Resize(Image(name, "rgb"), size);

        Assert.Equal(Image(name, "resized_rgb").Size, size);
        Assert.Equal(Image(name, "resized_rgb").Pixels, resized.Pixels);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Resize_GoldenImage_GivesModelInputOnceNormalised(string name)
    {
        var (golden, shape) = Npy.Read<float>(Repository.Data("preprocess", $"{name}_model_input.npy"));
        var image = PillowResize.Resize(Image(name, "rgb"), s_cases[name].Rule.Apply(Image(name, "rgb").Size));

        Assert.Equal([s_cases[name].PaddedHw[0], s_cases[name].PaddedHw[1]], shape[2..]);
        for (var i = 0; i < golden.Length; i++)
        {
            var (channel, y, x) = (i / (shape[2] * shape[3]), i / shape[3] % shape[2], i % shape[3]);
            Assert.Equal(golden[i], Normalised(image, channel, y, x), 1e-5f);
        }
    }

    [Fact]
    public void Resize_HalfTheWidth_WeighsNeighboursByHand()
    {
        // 4 -> 2 pixels: the triangle has a half width of 2 around 1 and 3. Its weights at the pixel centres 0.5, 1.5, 2.5 are 3/4, 3/4, 1/4.
        var row = new RgbImage(new(4, 1), [70, 0, 0, 140, 0, 0, 210, 0, 0, 70, 0, 255]);

        var resized = PillowResize.Resize(row, new(2, 1));

        // (3*70 + 3*140 + 210) / 7 = 120;  (140 + 3*210 + 3*70) / 7 = 140;  3*255/7 = 109.3
        Assert.Equal([120, 0, 0, 140, 0, 109], resized.Pixels);
    }

    [Theory]
    [InlineData(1, 1, 7, 5)]
    [InlineData(7, 5, 1, 1)]
    [InlineData(7, 5, 7, 9)]
    [InlineData(7, 5, 3, 5)]
    [InlineData(300, 2, 3, 200)]
    [InlineData(97, 61, 131, 89)]
    public void Resize_ImageOfOneColour_KeepsIt(int width, int height, int toWidth, int toHeight)
    {
        var image = new RgbImage(new(width, height), [.. Enumerable.Repeat<byte[]>([255, 128, 1], width * height).SelectMany(p => p)]);

        var resized = PillowResize.Resize(image, new(toWidth, toHeight));

        Assert.Equal(Enumerable.Repeat<byte[]>([255, 128, 1], toWidth * toHeight).SelectMany(p => p), resized.Pixels);
    }

    [Fact]
    public void Resize_SameSize_ReturnsTheImage()
    {
        var image = Image("same", "rgb");

        Assert.Same(image, PillowResize.Resize(image, image.Size));
    }

    [Fact]
    public void Resize_WrongLengths_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => PillowResize.Resize(new byte[11], new(2, 2), new byte[3], new(1, 1)));
        Assert.Throws<ArgumentException>(() => PillowResize.Resize(new byte[12], new(2, 2), new byte[4], new(1, 1)));
        Assert.Throws<ArgumentException>(() => PillowResize.Resize([], new(0, 2), new byte[3], new(1, 1)));
    }

    /// <summary>Blue, green, red; zero outside of the image.</summary>
    private static float Normalised(RgbImage image, int channel, int y, int x)
    {
        float[] mean = [103.530f, 116.280f, 123.675f];
        float[] deviation = [57.375f, 57.120f, 58.395f];
        return y < image.Size.Height && x < image.Size.Width
            ? (image.Pixels[(((y * image.Size.Width) + x) * 3) + 2 - channel] - mean[channel]) / deviation[channel]
            : 0;
    }

    private static RgbImage Image(string name, string kind)
    {
        var (pixels, shape) = Npy.Read<byte>(Repository.Data("preprocess", $"{name}_{kind}.npy"));
        return new(new(shape[1], shape[0]), pixels);
    }

    private sealed record GoldenCase(int MinSize, int MaxSize, int[] PaddedHw)
    {
        public ResizeRule Rule => new(MinSize, MaxSize);
    }
}
