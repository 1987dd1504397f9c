using Glip.Core;

namespace Glip.Sinks;

/// <summary>Writes and reads JPEG. Safe for use by several threads at a time.</summary>
public interface IJpegCodec
{
    /// <summary>Encodes a picture.</summary>
    /// <param name="size">Size of the picture.</param>
    /// <param name="pixels">[height, width, 3] RGB, 8 bit, rows without padding.</param>
    byte[] Encode(ImageSize size, ReadOnlySpan<byte> pixels);

    /// <summary>Decodes a picture.</summary>
    /// <exception cref="InvalidDataException">It is not a JPEG that can be read.</exception>
    RgbImage Decode(ReadOnlySpan<byte> jpeg);
}
