using System.Buffers;
using System.Runtime.InteropServices;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>JPEG by libjpeg-turbo: the only place that touches the library.</summary>
public sealed unsafe partial class TurboJpeg : IJpegCodec
{
    private const string Library = "libturbojpeg.so.0";
    private const int Quality = 88; // letters and thin lines stay clean
    private const int PixelFormatRgb = 0; // TJPF_RGB
    private const int Subsampling444 = 0; // TJSAMP_444: thin coloured lines keep their colour
    private const int NoRealloc = 1024; // TJFLAG_NOREALLOC
    private const int MostPixels = 1 << 28; // a picture from outside may claim any size

    /// <exception cref="MissingPartException">libjpeg-turbo is not installed.</exception>
    public TurboJpeg() => NativePart.Require(Library, "libturbojpeg0");

    public byte[] Encode(ImageSize size, ReadOnlySpan<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels.Length, size.RgbBytes, nameof(pixels));
        var buffer = ArrayPool<byte>.Shared.Rent((int)tjBufSize(size.Width, size.Height, Subsampling444).Value); // several times the usual result
        try
        {
            return buffer[..Encode(size, pixels, buffer)];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public RgbImage Decode(ReadOnlySpan<byte> jpeg)
    {
        using var decompressor = new Handle(tjInitDecompress());
        fixed (byte* source = jpeg)
        {
            var length = new CULong((nuint)jpeg.Length);
            var known = tjDecompressHeader3(decompressor.Value, source, length, out var width, out var height, out _, out _) == 0;
            if (!known || (long)width * height > MostPixels)
            {
                throw new InvalidDataException($"not a JPEG that can be read: {(known ? $"{width}x{height} pixels" : decompressor.Error)}");
            }

            var size = new ImageSize(width, height);
            var pixels = GC.AllocateUninitializedArray<byte>(size.RgbBytes);
            fixed (byte* target = pixels)
            {
                if (tjDecompress2(decompressor.Value, source, length, target, width, width * 3, height, PixelFormatRgb, 0) != 0)
                {
                    throw new InvalidDataException($"not a JPEG that can be read: {decompressor.Error}");
                }
            }

            return new(size, pixels);
        }
    }

    /// <returns>Length of the picture in the buffer.</returns>
    private static int Encode(ImageSize size, ReadOnlySpan<byte> pixels, byte[] buffer)
    {
        var length = new CULong((nuint)buffer.Length);
        using var compressor = new Handle(tjInitCompress());
        fixed (byte* source = pixels)
        fixed (byte* start = buffer)
        {
            var target = start;
            var result = tjCompress2(compressor.Value, source, size.Width, size.Width * 3, size.Height, PixelFormatRgb, &target, &length, Subsampling444, Quality, NoRealloc);
            return result == 0 ? (int)length.Value : throw new InvalidOperationException($"A picture of {size} cannot be encoded: {compressor.Error}");
        }
    }

    [LibraryImport(Library)]
    private static partial nint tjInitCompress();

    [LibraryImport(Library)]
    private static partial nint tjInitDecompress();

    [LibraryImport(Library)]
    private static partial int tjDestroy(nint handle);

    [LibraryImport(Library)]
    private static partial nint tjGetErrorStr2(nint handle);

    [LibraryImport(Library)]
    private static partial CULong tjBufSize(int width, int height, int subsampling);

    [LibraryImport(Library)]
    private static partial int tjCompress2(nint handle, byte* source, int width, int pitch, int height, int format, byte** jpeg, CULong* jpegSize, int subsampling, int quality, int flags);

    [LibraryImport(Library)]
    private static partial int tjDecompressHeader3(nint handle, byte* jpeg, CULong jpegSize, out int width, out int height, out int subsampling, out int colourSpace);

    [LibraryImport(Library)]
    private static partial int tjDecompress2(nint handle, byte* jpeg, CULong jpegSize, byte* target, int width, int pitch, int height, int format, int flags);

    /// <summary>A compressor or decompressor; each serves one picture, because it must not be shared between threads.</summary>
    private readonly struct Handle(nint value) : IDisposable
    {
        public nint Value { get; } = value != 0 ? value : throw new InvalidOperationException("libjpeg-turbo cannot be started.");

        public string Error => Marshal.PtrToStringUTF8(tjGetErrorStr2(Value)) ?? "unknown error";

        public void Dispose() => _ = tjDestroy(Value);
    }
}
