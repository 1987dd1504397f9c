using System.Buffers;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Makes JPEG pictures with boxes drawn on them.</summary>
public sealed class AnnotatedJpeg(ICanvas canvas, IJpegCodec codec)
{
    /// <param name="size">Size of the picture.</param>
    /// <param name="pixels">[height, width, 3] RGB, 8 bit, rows without padding; not changed.</param>
    /// <param name="boxes">What to draw, in pixels of this picture.</param>
    public byte[] Encode(ImageSize size, ReadOnlySpan<byte> pixels, IReadOnlyList<LabelledBox> boxes)
    {
        var count = size.Width * size.Height;
        var drawn = ArrayPool<byte>.Shared.Rent(count * 4);
        var rgb = ArrayPool<byte>.Shared.Rent(count * 3);
        try
        {
            RgbToBgrx(pixels, drawn, count);
            canvas.Draw(drawn.AsSpan(0, count * 4), size, new Drawing { Boxes = boxes });
            BgrxToRgb(drawn, rgb, count);
            return codec.Encode(size, rgb.AsSpan(0, count * 3));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(drawn);
            ArrayPool<byte>.Shared.Return(rgb);
        }
    }

    private static void RgbToBgrx(ReadOnlySpan<byte> rgb, Span<byte> bgrx, int pixels)
    {
        for (int i = 0, from = 0, to = 0; i < pixels; i++, from += 3, to += 4)
        {
            (bgrx[to], bgrx[to + 1], bgrx[to + 2]) = (rgb[from + 2], rgb[from + 1], rgb[from]);
        }
    }

    private static void BgrxToRgb(ReadOnlySpan<byte> bgrx, Span<byte> rgb, int pixels)
    {
        for (int i = 0, from = 0, to = 0; i < pixels; i++, from += 4, to += 3)
        {
            (rgb[to], rgb[to + 1], rgb[to + 2]) = (bgrx[from + 2], bgrx[from + 1], bgrx[from]);
        }
    }
}
