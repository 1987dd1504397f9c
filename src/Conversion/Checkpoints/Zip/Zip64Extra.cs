using System.Buffers.Binary;
using Glip.Core;

namespace Glip.Conversion;

/// <summary>The extra field with the numbers of an entry that need 64 bits, in the order in which they are asked for.</summary>
/// <remarks>Source: PKWARE APPNOTE 4.5.3: length, packed length, position; each is present only if its short form is all ones.</remarks>
internal ref struct Zip64Extra
{
    private readonly CheckpointFile _file;
    private readonly string _entry;
    private ReadOnlySpan<byte> _numbers;

    public Zip64Extra(CheckpointFile file, string entry, ReadOnlySpan<byte> extra)
    {
        _file = file;
        _entry = entry;
        while (extra.Length >= 4)
        {
            var (id, length) = (BinaryPrimitives.ReadUInt16LittleEndian(extra), BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]));
            if (length > extra.Length - 4)
            {
                throw Damaged();
            }

            if (id == ZipFormat.Zip64Extra)
            {
                _numbers = extra.Slice(4, length);
                return;
            }

            extra = extra[(4 + length)..];
        }
    }

    /// <summary>The number itself, or what the extra field has in its place.</summary>
    /// <exception cref="Core.CheckpointException">The number is missing or negative.</exception>
    public long Widen(uint number)
    {
        if (number != ZipFormat.In64)
        {
            return number;
        }

        if (_numbers.Length < sizeof(long))
        {
            throw Damaged();
        }

        var wide = BinaryPrimitives.ReadInt64LittleEndian(_numbers);
        _numbers = _numbers[sizeof(long)..];
        return wide >= 0 ? wide : throw Damaged();
    }

    private readonly Core.CheckpointException Damaged() => _file.Refuse($"entry {Shown.Name(_entry)} has a damaged extra field");
}
