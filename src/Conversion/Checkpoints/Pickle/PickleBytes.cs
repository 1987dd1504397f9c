using System.Buffers.Binary;
using System.Text;
using Glip.Core;

namespace Glip.Conversion;

/// <summary>Reads a pickle from its beginning to its end, and says where it is when something is wrong.</summary>
internal sealed class PickleBytes(CheckpointFile file, string name, byte[] bytes)
{
    private const int MaxText = 1 << 20;
    private const int MaxLine = 256;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int _position;
    private int _opcodeAt;

    public bool AtEnd => _position == bytes.Length;

    public PickleOpcode Opcode()
    {
        _opcodeAt = _position;
        return (PickleOpcode)Byte();
    }

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public void Skip(ulong count) => Take(count);

    /// <summary>A whole number of some bytes, two's complement; null when it needs more than 64 bits.</summary>
    public long? Long(uint count)
    {
        var digits = Take(count);
        if (digits.Length > sizeof(long))
        {
            return null;
        }

        var value = digits.IsEmpty || digits[^1] < 0x80 ? 0L : -1L;
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | digits[i];
        }

        return value;
    }

    public string Text(ulong count)
    {
        if (count > MaxText)
        {
            throw Refuse($"a text has {count} bytes; expected at most {MaxText}");
        }

        return Decode(Take(count));
    }

    /// <summary>A text up to the end of its line.</summary>
    public string Line()
    {
        var length = bytes.AsSpan(_position).IndexOf((byte)'\n');
        if (length is < 0 or > MaxLine)
        {
            throw Refuse($"a name has no end within {MaxLine} bytes");
        }

        var line = Decode(Take((uint)length));
        _position++;
        return line;
    }

    /// <summary>Checks that the frame, whose length comes next, ends inside of the pickle.</summary>
    public void Frame()
    {
        var length = UInt64();
        if (length > (ulong)(bytes.Length - _position))
        {
            throw Refuse($"a frame has {length} bytes; {bytes.Length - _position} are left");
        }
    }

    /// <summary>The error of the opcode that was read last.</summary>
    public CheckpointException Refuse(string problem) => file.Refuse($"{name}, byte {_opcodeAt}: {problem}");

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)(bytes.Length - _position))
        {
            throw Refuse($"the pickle ends after {bytes.Length} bytes; expected {count} at byte {_position}");
        }

        var taken = bytes.AsSpan(_position, (int)count);
        _position += (int)count;
        return taken;
    }

    private string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return s_strict.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            throw Refuse("a text is no UTF-8");
        }
    }
}
