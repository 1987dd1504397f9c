using System.Numerics;

namespace Glip.Core;

/// <summary>One image in memory, already scaled to the size that the model wants. It has one owner, who disposes of it.</summary>
public sealed class Frame : IDisposable
{
    private readonly PixelBuffer _buffer;

    /// <summary>Takes ownership of the buffer.</summary>
    /// <param name="header">Which image, of which source size, and when.</param>
    /// <param name="size">Size of the pixels in the buffer.</param>
    /// <param name="buffer">RGB, 8 bit, rows without padding, at least <see cref="ImageSize.RgbBytes"/> long.</param>
    /// <exception cref="ArgumentException">The buffer is too small.</exception>
    public Frame(FrameHeader header, ImageSize size, PixelBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (buffer.Memory.Length < size.RgbBytes)
        {
            throw new ArgumentException($"Buffer of {buffer.Memory.Length} bytes; an image of {size} needs {size.RgbBytes}.", nameof(buffer));
        }

        Header = header;
        Size = size;
        _buffer = buffer;
    }

    public FrameHeader Header { get; private set; }

    /// <summary>Size of <see cref="Pixels"/>, not of the source image.</summary>
    public ImageSize Size { get; }

    /// <summary>[height, width, 3] RGB, 8 bit, rows without padding.</summary>
    /// <exception cref="ObjectDisposedException">The frame was disposed of.</exception>
    public Memory<byte> Pixels => _buffer.Memory[..Size.RgbBytes];

    /// <summary>Takes note of where the camera looks: <see cref="FrameHeader.View"/>. For the frame's owner, before it is handed on.</summary>
    public void SetView(Matrix3x2 view) => Header = Header with { View = view };

    public void Dispose() => _buffer.Dispose();
}
