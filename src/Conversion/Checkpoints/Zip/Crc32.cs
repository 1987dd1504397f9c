using System.Buffers.Binary;
using Glip.Core;

namespace Glip.Conversion;

/// <summary>The checksum of zip archives, eight bytes at a step.</summary>
/// <remarks>Source: PKWARE APPNOTE 4.4.7, polynomial 0xEDB88320 reflected; M. Kounavis and F. Berry, "A systematic approach to building high performance CRC generators", 2005.</remarks>
internal static class Crc32
{
    /// <summary>The checksum of nothing.</summary>
    public const uint Start = 0;

    private const uint Polynomial = 0xEDB88320;
    private const int Step = 8;

    private static readonly uint[] s_tables = MakeTables();

    /// <summary>The checksum of what came before, continued over some bytes.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> tables = s_tables;
        crc = ~crc;
        while (bytes.Length >= Step)
        {
            var low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = tables[0x700 + (int)(low & 0xff)] ^ tables[0x600 + (int)((low >> 8) & 0xff)] ^ tables[0x500 + (int)((low >> 16) & 0xff)] ^ tables[0x400 + (int)(low >> 24)]
                ^ tables[0x300 + (int)(high & 0xff)] ^ tables[0x200 + (int)((high >> 8) & 0xff)] ^ tables[0x100 + (int)((high >> 16) & 0xff)] ^ tables[(int)(high >> 24)];
            bytes = bytes[Step..];
        }

        foreach (var value in bytes)
        {
            crc = tables[(int)((crc ^ value) & 0xff)] ^ (crc >> 8);
        }

        return ~crc;
    }

    /// <exception cref="Core.CheckpointException">The bytes of a storage are not those that were saved.</exception>
    public static void Check(CheckpointFile file, StoredBytes stored, uint found)
    {
        if (stored.Crc is { } expected && expected != found)
        {
            throw file.Refuse($"{Shown.Name(stored.Name)} is damaged: CRC-32 {found:x8}, expected {expected:x8}");
        }
    }

    private static uint[] MakeTables()
    {
        var tables = new uint[Step * 256];
        for (var i = 0; i < 256; i++)
        {
            var crc = (uint)i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
            }

            tables[i] = crc;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            tables[i] = (tables[i - 256] >> 8) ^ tables[tables[i - 256] & 0xff];
        }

        return tables;
    }
}
