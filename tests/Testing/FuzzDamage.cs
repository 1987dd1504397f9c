using System.Buffers.Binary;

namespace Glip.Testing;

/// <summary>One change of some bytes, as transfers, disks and attackers make them. The length stays.</summary>
public static class FuzzDamage
{
    private static readonly long[] s_numbers =
    [
        0, 1, -1, 2, 63, 64, 127, 128, 255, 256, 32767, 65535, 65536, int.MaxValue, int.MinValue, uint.MaxValue, 1L + uint.MaxValue, long.MaxValue, long.MinValue,
    ];

    // Opcodes of pickles, signatures of zip archives, words of JSON.
    private static readonly byte[][] s_words =
    [
        "(t"u8.ToArray(), ")R"u8.ToArray(), "cos\nsystem\n"u8.ToArray(), "ctorch\nSize\n"u8.ToArray(), "}q\0h\0s"u8.ToArray(), "0"u8.ToArray(), "1"u8.ToArray(), "Q"u8.ToArray(),
        "b"u8.ToArray(), "."u8.ToArray(), [0x93], [0x94], [0x81], [0x95], [0x8a], "PK\x01\x02"u8.ToArray(), "PK\x05\x06"u8.ToArray(), "PK\x06\x06"u8.ToArray(),
        "../"u8.ToArray(), "\n"u8.ToArray(), "\"F16\""u8.ToArray(), "{"u8.ToArray(), "["u8.ToArray(), "-"u8.ToArray(), "9999999999"u8.ToArray(), "1e9"u8.ToArray(),
    ];

    public static void Apply(Random random, Span<byte> bytes)
    {
        var place = random.Next(bytes.Length);
        var rest = bytes[place..];
        var count = random.Next(1, Math.Min(rest.Length, 64) + 1);
        switch (random.Next(7))
        {
            case 0:
                rest[0] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                rest[0] = (byte)random.Next(256);
                break;
            case 2:
                WriteNumber(random, rest);
                break;
            case 3:
                Copy(s_words[random.Next(s_words.Length)], rest);
                break;
            case 4: // from another place
                Copy(bytes.Slice(random.Next(bytes.Length - count + 1), count).ToArray(), rest);
                break;
            case 5: // left out
                rest[count..].CopyTo(rest);
                break;
            default: // put in
                rest[..^count].ToArray().CopyTo(rest[count..]);
                break;
        }
    }

    private static void WriteNumber(Random random, Span<byte> bytes)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, s_numbers[random.Next(s_numbers.Length)]);
        Copy(number[..(1 << random.Next(4))], bytes);
    }

    private static void Copy(ReadOnlySpan<byte> source, Span<byte> target) => source[..Math.Min(source.Length, target.Length)].CopyTo(target);
}
