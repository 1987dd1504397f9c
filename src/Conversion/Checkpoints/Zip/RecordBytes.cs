using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Glip.Conversion;

/// <summary>Little-endian numbers, one behind the other.</summary>
internal sealed class RecordBytes
{
    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public ReadOnlySpan<byte> Span => CollectionsMarshal.AsSpan(_bytes);

    public RecordBytes Add(ushort number)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Grow(sizeof(ushort)), number);
        return this;
    }

    public RecordBytes Add(uint number)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Grow(sizeof(uint)), number);
        return this;
    }

    public RecordBytes Add(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Grow(sizeof(long)), number);
        return this;
    }

    public RecordBytes Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Grow(bytes.Length));
        return this;
    }

    private Span<byte> Grow(int count)
    {
        var start = _bytes.Count;
        CollectionsMarshal.SetCount(_bytes, start + count);
        return CollectionsMarshal.AsSpan(_bytes)[start..];
    }
}
