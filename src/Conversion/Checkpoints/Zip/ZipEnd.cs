using System.Buffers.Binary;
using static Glip.Conversion.ZipFormat;

namespace Glip.Conversion;

/// <summary>Where the directory of a zip archive lies, from the records at the very end of the file.</summary>
/// <param name="Entries">How many.</param>
/// <param name="Directory">Position of the directory.</param>
/// <param name="DirectoryLength">Its bytes.</param>
internal readonly record struct ZipEnd(long Entries, long Directory, long DirectoryLength)
{
    private const int MaxEntries = 100_000;
    private const int MaxDirectoryLength = 16 << 20;

    /// <exception cref="Core.CheckpointException">The file is not complete, or the records contradict each other.</exception>
    public static ZipEnd Read(CheckpointFile file)
    {
        var position = file.Length - EndLength;
        var bytes = position < 0 ? [] : file.ReadArray(position, EndLength);
        if (position < 0 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != End || BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(20)) != 0)
        {
            throw file.Refuse($"does not end as a zip archive does ({file.Length} bytes); the download may be incomplete, or something follows the archive");
        }

        var end = new ZipEnd(
            BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(10)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(12)));
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)) != 0 || BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)) != end.Entries)
        {
            throw file.Refuse("is one part of a zip archive in several files");
        }

        var end64 = Read64(file, position - Locator64Length);
        if (end64 is var (whole, record))
        {
            position = record;
            end = whole.Agrees(end) ? whole : throw file.Refuse("has two end records that contradict each other");
        }

        return end.Checked(file, position);
    }

    private static (ZipEnd End, long Position)? Read64(CheckpointFile file, long locator)
    {
        var bytes = locator < 0 ? [] : file.ReadArray(locator, Locator64Length);
        if (locator < 0 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Locator64)
        {
            return null;
        }

        var position = locator - End64Length;
        if (position < 0 || BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)) != position || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)) != 0)
        {
            throw file.Refuse("has a zip64 locator that does not point at the record before it");
        }

        bytes = file.ReadArray(position, End64Length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes) != End64
            || BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(4)) != End64Length - 12
            || BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16)) != 0
            || BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(24)) != BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(32)))
        {
            throw file.Refuse("has a zip64 end record that is damaged or of several files");
        }

        var end = new ZipEnd(
            BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(32)), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(48)), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(40)));
        return (end, position);
    }

    /// <summary>Whether the short record says the same, or refers to this one.</summary>
    private bool Agrees(ZipEnd small) =>
        (small.Entries == ShortIn64 || small.Entries == Entries)
        && (small.Directory == In64 || small.Directory == Directory)
        && (small.DirectoryLength == In64 || small.DirectoryLength == DirectoryLength);

    private ZipEnd Checked(CheckpointFile file, long position)
    {
        if (Entries is < 1 or > MaxEntries)
        {
            throw file.Refuse($"has {Entries} entries; expected 1 to {MaxEntries}");
        }

        if (DirectoryLength is < 0 or > MaxDirectoryLength)
        {
            throw file.Refuse($"has a directory of {DirectoryLength} bytes; expected at most {MaxDirectoryLength}");
        }

        return Directory >= 0 && Directory == position - DirectoryLength
            ? this
            : throw file.Refuse($"has its directory at byte {Directory}, {DirectoryLength} bytes; expected it to end at byte {position}");
    }
}
