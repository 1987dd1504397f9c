using Glip.Core;

namespace Glip.Sinks.Tests;

/// <summary>Keeps pixels as they are, behind four bytes of size, and counts.</summary>
internal sealed class CountingCodec : IJpegCodec
{
    public int Encoded { get; private set; }

    public int Decoded { get; private set; }

    public byte[] Encode(ImageSize size, ReadOnlySpan<byte> pixels)
    {
        Encoded++;
        return [(byte)size.Width, (byte)size.Height, .. pixels];
    }

    public RgbImage Decode(ReadOnlySpan<byte> jpeg)
    {
        Decoded++;
        return new(new(jpeg[0], jpeg[1]), jpeg[2..].ToArray());
    }
}
