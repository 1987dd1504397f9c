using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
using Glip.Core;

namespace Glip.Inference;

/// <summary>Resizes images to the very bytes that Pillow's <c>resize(..., BILINEAR)</c> gives: triangle filter with antialiasing, fixed point.</summary>
/// <remarks>Source: Pillow, src/libImaging/Resample.c, ImagingResampleHorizontal_8bpc and ImagingResampleVertical_8bpc.</remarks>
public static class PillowResize
{
    private const int Channels = 3;
    private const int Half = 1 << (BilinearTaps.FractionBits - 1);

    /// <summary>A resized copy of an image; the image itself when the size does not change.</summary>
    /// <exception cref="ArgumentException">The pixels do not fit the size.</exception>
    public static RgbImage Resize(RgbImage image, ImageSize size)
    {
        if (image.Size == size)
        {
            return image;
        }

        var target = new byte[size.RgbBytes];
        Resize(image.Pixels, image.Size, target, size);
        return new(size, target);
    }

    /// <summary>Resizes an image into memory of the caller.</summary>
    /// <param name="source">[height, width, 3], 8 bit, rows without padding.</param>
    /// <param name="from">Size of the source.</param>
    /// <param name="target">Receives [height, width, 3]; must not overlap the source.</param>
    /// <param name="to">Size of the target.</param>
    /// <exception cref="ArgumentException">A span is not as long as its size says.</exception>
    public static void Resize(ReadOnlySpan<byte> source, ImageSize from, Span<byte> target, ImageSize to)
    {
        Check(source.Length, from, nameof(source));
        Check(target.Length, to, nameof(target));
        if (from.Height == to.Height)
        {
            ResizeRows(source, from.Width, target, to.Width);
        }
        else if (from.Width == to.Width)
        {
            ResizeColumns(source, from, target, to.Height);
        }
        else
        {
            var between = new ImageSize(to.Width, from.Height);
            var rented = ArrayPool<byte>.Shared.Rent(between.RgbBytes);
            var rows = rented.AsSpan(0, between.RgbBytes);
            ResizeRows(source, from.Width, rows, to.Width);
            ResizeColumns(rows, between, target, to.Height);
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void Check(int length, ImageSize size, string parameter)
    {
        if (size.Width < 1 || size.Height < 1 || length != size.RgbBytes)
        {
            throw new ArgumentException($"{length} bytes; an image of {size} has {Math.Max(0, size.Width) * Math.Max(0, size.Height) * Channels}.", parameter);
        }
    }

    private static void ResizeRows(ReadOnlySpan<byte> source, int fromWidth, Span<byte> target, int toWidth)
    {
        if (fromWidth == toWidth)
        {
            source.CopyTo(target);
            return;
        }

        var taps = new BilinearTaps(fromWidth, toWidth);
        var pixels = new Vector128<int>[fromWidth];
        for (var (i, o) = (0, 0); i < source.Length; i += fromWidth * Channels, o += toWidth * Channels)
        {
            Widen(source.Slice(i, fromWidth * Channels), pixels);
            ResizeRow(pixels, taps, target.Slice(o, toWidth * Channels));
        }
    }

    /// <summary>One pixel a vector, so that a tap is one multiplication for all channels.</summary>
    private static void Widen(ReadOnlySpan<byte> row, Span<Vector128<int>> pixels)
    {
        for (var x = 0; x < pixels.Length; x++)
        {
            var pixel = row.Slice(x * Channels, Channels);
            pixels[x] = Vector128.Create(pixel[0], pixel[1], pixel[2], 0);
        }
    }

    private static void ResizeRow(ReadOnlySpan<Vector128<int>> pixels, BilinearTaps taps, Span<byte> target)
    {
        for (var x = 0; x < taps.Count; x++)
        {
            var (first, weights) = taps[x];
            var part = pixels.Slice(first, weights.Length);
            var sum = Vector128.Create(Half);
            for (var i = 0; i < part.Length; i++)
            {
                sum += part[i] * weights[i];
            }

            var pixel = Vector128.Min(sum >> BilinearTaps.FractionBits, Vector128.Create(255));
            target[x * Channels] = (byte)pixel[0];
            target[(x * Channels) + 1] = (byte)pixel[1];
            target[(x * Channels) + 2] = (byte)pixel[2];
        }
    }

    private static void ResizeColumns(ReadOnlySpan<byte> source, ImageSize from, Span<byte> target, int toHeight)
    {
        var taps = new BilinearTaps(from.Height, toHeight);
        var rowBytes = from.Width * Channels;
        for (var y = 0; y < toHeight; y++)
        {
            var (first, weights) = taps[y];
            CombineRows(source.Slice(first * rowBytes, weights.Length * rowBytes), weights, target.Slice(y * rowBytes, rowBytes));
        }
    }

    /// <summary>Adds up whole rows, a vector of bytes at a time.</summary>
    private static void CombineRows(ReadOnlySpan<byte> rows, ReadOnlySpan<int> weights, Span<byte> target)
    {
        var x = 0;
        for (; x <= target.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            var (a, b, c, d) = (new Vector<int>(Half), new Vector<int>(Half), new Vector<int>(Half), new Vector<int>(Half));
            for (var i = 0; i < weights.Length; i++)
            {
                Vector.Widen(new Vector<byte>(rows[((i * target.Length) + x)..]), out var low, out var high);
                Vector.Widen(Vector.AsVectorInt16(low), out var first, out var second);
                Vector.Widen(Vector.AsVectorInt16(high), out var third, out var fourth);
                a += first * weights[i];
                b += second * weights[i];
                c += third * weights[i];
                d += fourth * weights[i];
            }

            Vector.Narrow(Narrow(a, b), Narrow(c, d)).CopyTo(target[x..]);
        }

        for (; x < target.Length; x++)
        {
            var sum = Half;
            for (var i = 0; i < weights.Length; i++)
            {
                sum += rows[(i * target.Length) + x] * weights[i];
            }

            target[x] = (byte)Math.Min(sum >> BilinearTaps.FractionBits, 255);
        }
    }

    private static Vector<ushort> Narrow(Vector<int> low, Vector<int> high)
    {
        var most = new Vector<int>(255);
        return Vector.AsVectorUInt16(Vector.Narrow(
            Vector.Min(low >> BilinearTaps.FractionBits, most), Vector.Min(high >> BilinearTaps.FractionBits, most)));
    }
}
