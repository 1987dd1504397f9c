using Glip.Core;

namespace Glip.Sinks;

/// <summary>The pixels of one frame, shared by all tracks that look best in it.</summary>
internal sealed class KeptPicture(long frameIndex, ImageSize size, byte[] pixels)
{
    private byte[]? _jpeg;

    public long FrameIndex { get; } = frameIndex;

    public ImageSize Size { get; } = size;

    /// <summary>Tracks that need the picture.</summary>
    public int Users { get; set; }

    /// <summary>Null once it has been packed or given up.</summary>
    public byte[]? Pixels { get; private set; } = pixels;

    /// <summary>Takes the pixels away for good; they are kept as JPEG when someone needs them still.</summary>
    public byte[]? TakePixels(IJpegCodec codec)
    {
        if (Pixels is not { } taken)
        {
            return null;
        }

        _jpeg = Users > 0 ? codec.Encode(Size, taken) : null;
        Pixels = null;
        return taken;
    }

    public ReadOnlySpan<byte> Open(IJpegCodec codec) => Pixels ?? codec.Decode(_jpeg).Pixels;
}
