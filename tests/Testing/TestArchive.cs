using System.IO.Compression;

namespace Glip.Testing;

/// <summary>Makes zip archives with the writer of .NET: stored entries, sizes in the local headers.</summary>
public static class TestArchive
{
    public static byte[] Make(params ReadOnlySpan<(string Name, byte[] Bytes)> entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in entries)
            {
                Add(archive, name, bytes, CompressionLevel.NoCompression);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A checkpoint of a pickle and the storage <c>0</c>.</summary>
    public static byte[] Checkpoint(byte[] pickle, byte[] storage) => Make(("a/data.pkl", pickle), ("a/data/0", storage), ("a/version", "3\n"u8.ToArray()));

    /// <summary>As <see cref="Checkpoint"/>, with a compressed storage.</summary>
    public static byte[] Compressed(byte[] pickle, byte[] storage)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            Add(archive, "a/data.pkl", pickle, CompressionLevel.NoCompression);
            Add(archive, "a/data/0", storage, CompressionLevel.SmallestSize);
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] bytes, CompressionLevel level)
    {
        using var stream = archive.CreateEntry(name, level).Open();
        stream.Write(bytes);
    }
}
