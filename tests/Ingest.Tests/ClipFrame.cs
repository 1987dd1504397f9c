using Glip.Core;

namespace Glip.Ingest.Tests;

/// <summary>A copy of a frame.</summary>
internal sealed record ClipFrame(FrameHeader Header, ImageSize Size, byte[] Pixels)
{
    public (byte R, byte G, byte B) Centre => At(0.5, 0.5);

    /// <summary>A pixel by its place in the picture, both in [0, 1).</summary>
    public (byte R, byte G, byte B) At(double x, double y)
    {
        var offset = (((int)(y * Size.Height) * Size.Width) + (int)(x * Size.Width)) * 3;
        return (Pixels[offset], Pixels[offset + 1], Pixels[offset + 2]);
    }
}
