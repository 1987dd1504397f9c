using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// Keeps copies of frames within a fixed amount of memory: when there is no more room, the oldest are kept as JPEG.
/// Buffers that are given back serve again.
/// </summary>
internal sealed class PictureStore(IJpegCodec codec, long mostBytes)
{
    private readonly LinkedList<KeptPicture> _inPixels = new(); // oldest first
    private readonly Stack<byte[]> _free = new();
    private int _bufferBytes;

    /// <summary>Pictures whose pixels are in memory.</summary>
    public int InPixels => _inPixels.Count;

    /// <summary>Buffers made and not given up.</summary>
    public int Buffers => _inPixels.Count + _free.Count;

    /// <summary>Copies a frame. The caller must use it, or <see cref="Release"/> it.</summary>
    public KeptPicture Copy(Frame frame)
    {
        var pixels = frame.Pixels.Span;
        MakeRoom(pixels.Length);
        var buffer = _free.Count > 0 ? _free.Pop() : GC.AllocateUninitializedArray<byte>(pixels.Length);
        pixels.CopyTo(buffer);
        var picture = new KeptPicture(frame.Header.Index, frame.Size, buffer);
        _inPixels.AddLast(picture);
        return picture;
    }

    /// <summary>Says that a track needs a picture no more.</summary>
    public void Release(KeptPicture picture)
    {
        picture.Users--;
        if (picture.Users <= 0 && picture.Pixels is not null)
        {
            _inPixels.Remove(picture);
            Reclaim(picture);
        }
    }

    private void MakeRoom(int bytes)
    {
        if (bytes != _bufferBytes)
        {
            _free.Clear(); // another size of frames
            _bufferBytes = bytes;
        }

        while (_inPixels.First is { } oldest && InPixelBytes() + bytes > mostBytes)
        {
            _inPixels.RemoveFirst();
            Reclaim(oldest.Value);
        }
    }

    private long InPixelBytes() => _inPixels.Sum(picture => (long)picture.Pixels!.Length);

    private void Reclaim(KeptPicture picture)
    {
        if (picture.TakePixels(codec) is { } buffer && buffer.Length == _bufferBytes)
        {
            _free.Push(buffer);
        }
    }
}
