using Glip.Core;

namespace Glip.Sinks.Tests;

/// <summary>Pictures for tests.</summary>
internal static class TestPicture
{
    /// <summary>A soft gradient, RGB.</summary>
    public static byte[] Gradient(ImageSize size)
    {
        var pixels = new byte[size.RgbBytes];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = (i / 3 % size.Width, i / 3 / size.Width);
            pixels[i] = (byte)(i % 3 == 0 ? 255 * x / size.Width : i % 3 == 1 ? 255 * y / size.Height : 128);
        }

        return pixels;
    }

    /// <summary>A BGRx picture of one grey.</summary>
    public static byte[] Grey(ImageSize size, byte value = 40)
    {
        var pixels = new byte[size.Width * size.Height * 4];
        Array.Fill(pixels, value);
        return pixels;
    }

    public static Rgb At(byte[] bgrx, ImageSize size, int x, int y)
    {
        var i = ((y * size.Width) + x) * 4;
        return new(bgrx[i + 2], bgrx[i + 1], bgrx[i]);
    }

    public static Rgb At(RgbImage image, int x, int y)
    {
        var i = ((y * image.Size.Width) + x) * 3;
        return new(image.Pixels[i], image.Pixels[i + 1], image.Pixels[i + 2]);
    }

    public static int Distance(Rgb a, Rgb b) => Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue);
}
