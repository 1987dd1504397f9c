using System.Buffers.Binary;
using Glip.Core;
using static Glip.Conversion.ZipFormat;

namespace Glip.Conversion;

/// <summary>The directory of a zip archive as <c>torch.save</c> writes it: nothing is compressed, encrypted, or shared between entries.</summary>
internal sealed class ZipDirectory
{
    private const ushort KnownFlags = HasDescriptor | Utf8;

    private readonly CheckpointFile _file;
    private readonly OrderedDictionary<string, ZipEntry> _entries = new(StringComparer.Ordinal);

    private ZipDirectory(CheckpointFile file) => _file = file;

    /// <summary>In the order of the directory.</summary>
    public IReadOnlyDictionary<string, ZipEntry> Entries => _entries;

    /// <exception cref="Core.CheckpointException">The archive is damaged, or has what is not allowed.</exception>
    public static ZipDirectory Read(CheckpointFile file)
    {
        var end = ZipEnd.Read(file);
        var directory = new ZipDirectory(file);
        var bytes = file.ReadArray(end.Directory, (int)end.DirectoryLength);
        var position = 0;
        for (var i = 0; i < end.Entries; i++)
        {
            position += directory.AddEntry(bytes.AsSpan(position));
        }

        if (position != bytes.Length)
        {
            throw file.Refuse($"has {bytes.Length - position} bytes in its directory after {end.Entries} entries");
        }

        directory.SetLimits(end.Directory);
        return directory;
    }

    /// <summary>Finds the bytes of an entry, and checks the header that stands before them.</summary>
    /// <exception cref="Core.CheckpointException">The header contradicts the directory.</exception>
    public StoredBytes Locate(ZipEntry entry)
    {
        var header = _file.ReadArray(entry.Header, LocalHeaderLength);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26));
        var start = entry.Header + LocalHeaderLength + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        if (!HeaderAgrees(header, entry)
            || start > entry.Limit - entry.Length
            || EntryName.Read(_file, _file.ReadArray(entry.Header + LocalHeaderLength, nameLength)) != entry.Name)
        {
            throw _file.Refuse($"entry {Shown.Name(entry.Name)}: the header at byte {entry.Header} contradicts the directory");
        }

        return new StoredBytes(entry.Name, start, entry.Length, entry.Crc);
    }

    /// <summary>All bytes of a small entry.</summary>
    /// <exception cref="Core.CheckpointException">It is larger than it may be, or damaged.</exception>
    public byte[] ReadWhole(ZipEntry entry, int maxLength)
    {
        if (entry.Length > maxLength)
        {
            throw _file.Refuse($"entry {Shown.Name(entry.Name)} has {entry.Length} bytes; expected at most {maxLength}");
        }

        var stored = Locate(entry);
        var bytes = _file.ReadArray(stored.Position, (int)stored.Length);
        Crc32.Check(_file, stored, Crc32.Append(Crc32.Start, bytes));
        return bytes;
    }

    private static bool HeaderAgrees(ReadOnlySpan<byte> header, ZipEntry entry)
    {
        var (crc, packed, length) = (
            BinaryPrimitives.ReadUInt32LittleEndian(header[14..]), BinaryPrimitives.ReadUInt32LittleEndian(header[18..]), BinaryPrimitives.ReadUInt32LittleEndian(header[22..]));
        var empty = crc == 0 && packed == 0 && length == 0;
        var same = crc == entry.Crc && Is(packed, entry.Length) && Is(length, entry.Length);
        return BinaryPrimitives.ReadUInt32LittleEndian(header) == LocalHeader
            && BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) == entry.Flags
            && BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) == Stored
            && (same || ((entry.Flags & HasDescriptor) != 0 && empty));
    }

    private static bool Is(uint small, long length) => small == length || small == In64;

    /// <returns>Bytes of the directory that the entry takes.</returns>
    private int AddEntry(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < DirectoryHeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != DirectoryHeader)
        {
            throw _file.Refuse($"has a damaged directory: no header at entry {_entries.Count}");
        }

        var (nameLength, extraLength, commentLength) = (
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[30..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[32..]));
        var length = DirectoryHeaderLength + nameLength + extraLength + commentLength;
        if (length > bytes.Length)
        {
            throw _file.Refuse($"has a damaged directory: entry {_entries.Count} reaches beyond its end");
        }

        var name = EntryName.Read(_file, bytes.Slice(DirectoryHeaderLength, nameLength));
        var entry = ReadEntry(name, bytes, bytes.Slice(DirectoryHeaderLength + nameLength, extraLength));
        if (!_entries.TryAdd(name, entry))
        {
            throw _file.Refuse($"has the entry {Shown.Name(name)} twice");
        }

        return length;
    }

    private ZipEntry ReadEntry(string name, ReadOnlySpan<byte> header, ReadOnlySpan<byte> extra)
    {
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]);
        if (method != Stored)
        {
            throw _file.Refuse($"entry {Shown.Name(name)} is compressed (method {method}); expected stored entries, as torch.save writes them");
        }

        if ((flags & ~KnownFlags) != 0 || BinaryPrimitives.ReadUInt16LittleEndian(header[34..]) != 0)
        {
            throw _file.Refuse($"entry {Shown.Name(name)} is encrypted or in another file (flags {flags:x4})");
        }

        var large = new Zip64Extra(_file, name, extra);
        var length = large.Widen(BinaryPrimitives.ReadUInt32LittleEndian(header[24..]));
        var packed = large.Widen(BinaryPrimitives.ReadUInt32LittleEndian(header[20..]));
        var position = large.Widen(BinaryPrimitives.ReadUInt32LittleEndian(header[42..]));
        return length == packed
            ? new ZipEntry(name, position, length, BinaryPrimitives.ReadUInt32LittleEndian(header[16..]), flags)
            : throw _file.Refuse($"entry {Shown.Name(name)} is stored, yet has {packed} bytes for {length}");
    }

    /// <summary>Sets where each entry ends at the latest. No two may share bytes; what the local headers add is checked when they are read.</summary>
    private void SetLimits(long directory)
    {
        var limit = directory;
        foreach (var entry in _entries.Values.OrderByDescending(entry => entry.Header).ToList())
        {
            // Lengths are not negative, so the difference cannot overflow.
            if (entry.Header > limit || limit - entry.Header - LocalHeaderLength < entry.Length)
            {
                throw _file.Refuse($"entry {Shown.Name(entry.Name)} at byte {entry.Header} with {entry.Length} bytes reaches over byte {limit}, where the next part begins");
            }

            _entries[entry.Name] = entry with { Limit = limit };
            limit = entry.Header;
        }
    }
}
