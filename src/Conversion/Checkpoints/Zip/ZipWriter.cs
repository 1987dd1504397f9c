using System.Text;
using static Glip.Conversion.ZipFormat;

namespace Glip.Conversion;

/// <summary>Writes a zip archive as <c>torch.save</c> does: stored entries whose bytes begin at multiples of 64, sizes after the bytes, zip64 records at the end.</summary>
/// <remarks>Source: PKWARE APPNOTE 4.3; PyTorch, caffe2/serialize/inline_container.cc (padding).</remarks>
internal sealed class ZipWriter(Stream stream)
{
    private const int Alignment = 64;
    private const ushort Padding = 0x4246; // "FB"
    private const ushort Flags = HasDescriptor | Utf8;

    private readonly List<ZipEntry> _entries = [];

    /// <summary>Writes an entry.</summary>
    /// <param name="name">Path in the archive.</param>
    /// <param name="length">Bytes that will come, for the padding.</param>
    /// <param name="parts">The bytes; a part may be overwritten once the next is asked for.</param>
    public void Add(string name, long length, IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        var (header, crc, written) = (stream.Position, Crc32.Start, 0L);
        var isLarge = length >= In64 || header >= In64;
        WriteLocalHeader(Encoding.UTF8.GetBytes(name), length, header);
        foreach (var part in parts)
        {
            stream.Write(part.Span);
            crc = Crc32.Append(crc, part.Span);
            written += part.Length;
        }

        if (written != length)
        {
            throw new ArgumentException($"The entry {name} has {written} bytes; expected {length}.", nameof(parts));
        }

        var descriptor = new RecordBytes().Add(Descriptor).Add(crc);
        stream.Write((isLarge ? descriptor.Add(length).Add(length) : descriptor.Add((uint)length).Add((uint)length)).Span);
        _entries.Add(new ZipEntry(name, header, length, crc, Flags));
    }

    /// <summary>Writes the directory and the end.</summary>
    public void Finish()
    {
        var start = stream.Position;
        _entries.ForEach(WriteDirectoryHeader);
        var end = stream.Position;
        stream.Write(new RecordBytes()
            .Add(End64).Add(End64Length - 12L).Add((ushort)0x031e).Add((ushort)45).Add(0u).Add(0u)
            .Add((long)_entries.Count).Add((long)_entries.Count).Add(end - start).Add(start)
            .Add(Locator64).Add(0u).Add(end).Add(1u)
            .Add(End).Add(0u)
            .Add((ushort)Math.Min(_entries.Count, ShortIn64)).Add((ushort)Math.Min(_entries.Count, ShortIn64))
            .Add((uint)(end - start)).Add(Small(start)).Add((ushort)0).Span);
    }

    private static uint Small(long number) => (uint)Math.Min(number, In64);

    /// <summary>The numbers of an entry that need 64 bits, as an extra field.</summary>
    private static RecordBytes Extra(long length, long header)
    {
        var numbers = new RecordBytes();
        numbers = length >= In64 ? numbers.Add(length).Add(length) : numbers;
        numbers = header >= In64 ? numbers.Add(header) : numbers;
        return numbers.Length == 0 ? numbers : new RecordBytes().Add(ZipFormat.Zip64Extra).Add((ushort)numbers.Length).Add(numbers.Span);
    }

    private void WriteLocalHeader(ReadOnlySpan<byte> name, long length, long header)
    {
        var extra = Extra(length, header);
        var start = header + LocalHeaderLength + name.Length + extra.Length + 4;
        var padding = (int)((Alignment - (start % Alignment)) % Alignment);
        extra.Add(Padding).Add((ushort)padding).Add(Enumerable.Repeat((byte)'Z', padding).ToArray());
        stream.Write(new RecordBytes()
            .Add(LocalHeader).Add((ushort)0).Add(Flags).Add(Stored).Add(0u)
            .Add(0u).Add(0u).Add(0u).Add((ushort)name.Length).Add((ushort)extra.Length).Add(name).Add(extra.Span).Span);
    }

    private void WriteDirectoryHeader(ZipEntry entry)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        var extra = Extra(entry.Length, entry.Header);
        stream.Write(new RecordBytes()
            .Add(DirectoryHeader).Add(0u).Add(Flags).Add(Stored).Add(0u)
            .Add(entry.Crc).Add(Small(entry.Length)).Add(Small(entry.Length))
            .Add((ushort)name.Length).Add((ushort)extra.Length).Add((ushort)0).Add((ushort)0).Add((ushort)0).Add(0u).Add(Small(entry.Header))
            .Add(name).Add(extra.Span).Span);
    }
}
