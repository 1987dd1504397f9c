using System.Buffers.Binary;
using System.Text;

namespace Glip.Conversion;

/// <summary>Tells kinds of files by their first bytes.</summary>
internal static class FileSignature
{
    private const int TarMagicOffset = 257;

    // The pickled number 0x1950a86a20f9469cfc6c (protocol 2, ten bytes) opens the format that torch.save wrote before 1.6.
    private static ReadOnlySpan<byte> LegacyMagic => [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    public static FileKind Of(ReadOnlySpan<byte> head, long fileLength)
    {
        if (head.StartsWith("PK\x03\x04"u8))
        {
            return FileKind.Zip;
        }

        // The oldest torch.save wrote a tar of pickles.
        if (head.StartsWith(LegacyMagic) || IsTar(head))
        {
            return FileKind.LegacyTorch;
        }

        return head.Length > 8 && head[8] == (byte)'{' && BinaryPrimitives.ReadUInt64LittleEndian(head) <= (ulong)Math.Max(fileLength, SafetensorsContainer.MaxHeader)
            ? FileKind.Safetensors
            : FileKind.Other;
    }

    /// <summary>A guess at what a file is that holds no weights, as part of a sentence.</summary>
    public static string Describe(ReadOnlySpan<byte> head) => head switch
    {
        [] => "an empty file",
        [0x1f, 0x8b, ..] => "a gzip archive; unpack it first",
        [(byte)'P', (byte)'K', 5, 6, ..] => "an empty zip archive",
        [(byte)'B', (byte)'Z', (byte)'h', ..] => "a bzip2 archive; unpack it first",
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => "an xz archive; unpack it first",
        [(byte)'7', (byte)'z', 0xbc, 0xaf, ..] => "a 7-Zip archive; unpack it first",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => "a zstd archive; unpack it first",
        [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => "an HDF5 file",
        [0x93, (byte)'N', (byte)'U', (byte)'M', ..] => "a NumPy array",
        [0x80, >= 2 and <= 5, ..] => "a plain Python pickle",
        _ when head.IndexOfAnyExcept((byte)0) < 0 => "an unfinished download: it begins with zeros",
        _ => DescribeText(head),
    };

    private static string DescribeText(ReadOnlySpan<byte> head)
    {
        head = head.StartsWith(ByteOrderMark) ? head[ByteOrderMark.Length..] : head;
        var text = Encoding.Latin1.GetString(head).TrimStart();
        if (text.StartsWith("version https://git-lfs", StringComparison.Ordinal))
        {
            return "a Git LFS pointer; fetch the file itself with 'git lfs pull'";
        }

        if (text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<Error", StringComparison.Ordinal))
        {
            return "an XML answer of a server; download the file again";
        }

        if (text.StartsWith('<'))
        {
            return "a web page saved under this name; download the file again";
        }

        var plain = head.ContainsAnyInRange((byte)0, (byte)8) ? null : text;
        return plain is null ? $"none that is known (first bytes {Convert.ToHexStringLower(head[..Math.Min(8, head.Length)])})" : "a text file";
    }

    private static bool IsTar(ReadOnlySpan<byte> head) => head.Length >= TarMagicOffset + 5 && head[TarMagicOffset..].StartsWith("ustar"u8);
}
