using System.Buffers.Binary;
using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>Archives that are damaged, or whose records lie.</summary>
public sealed class HostileArchiveTests
{
    private const int LocalHeader = 0x04034b50;
    private const int DirectoryHeader = 0x02014b50;
    private const int End = 0x06054b50;
    private const int End64 = 0x06064b50;
    private const int Locator64 = 0x07064b50;

    private static readonly byte[] s_pickle = new PickleAssembler().Dictionary("w", p => p.Tensor("0", 16, [16], [1])).Finish();
    private static readonly byte[] s_storage = [.. Enumerable.Range(0, 64).Select(i => (byte)i)];
    private static readonly byte[] s_version = "3\n"u8.ToArray();
    private static readonly byte[] s_valid = TestArchive.Checkpoint(s_pickle, s_storage);
    private static readonly byte[] s_valid64 = Valid64();

    // Entry 0 is the pickle, 1 the storage, 2 the version.
    private static readonly Dictionary<string, (string Message, Func<byte[]> Make)> s_records = new(StringComparer.Ordinal)
    {
        ["encrypted entry"] = ("'a/data/0' is encrypted", () => Short(s_valid, DirectoryHeader, 1, 8, 1)),
        ["entry on another disk"] = ("in another file", () => Short(s_valid, DirectoryHeader, 1, 34, 1)),
        ["method that is not known"] = ("'a/data/0' is compressed (method 99)", () => Short(s_valid, DirectoryHeader, 1, 10, 99)),
        ["compressed in the local header only"] = ("contradicts the directory", () => Short(s_valid, LocalHeader, 1, 8, 8)),
        ["other flags in the local header"] = ("contradicts the directory", () => Short(s_valid, LocalHeader, 1, 6, 1)),
        ["other checksum in the local header"] = ("contradicts the directory", () => Int(s_valid, LocalHeader, 1, 14, 1)),
        ["other length in the local header"] = ("contradicts the directory", () => Int(s_valid, LocalHeader, 1, 22, 1)),
        ["other name in the local header"] = ("contradicts the directory", () => Patch(s_valid, LocalHeader, 1, 30, "b"u8)),
        ["name beyond the local header"] = ("contradicts the directory", () => Short(s_valid, LocalHeader, 2, 28, 60_000)),
        ["other checksum"] = ("'a/data/0' is damaged: CRC-32", () => Int(Int(s_valid, LocalHeader, 1, 14, 1), DirectoryHeader, 1, 16, 1)),
        ["changed pickle"] = ("'a/data.pkl' is damaged: CRC-32", () => Patch(s_valid, LocalHeader, 0, 60, "?"u8)),
        ["changed storage"] = ("'a/data/0' is damaged: CRC-32", () => Patch(s_valid, LocalHeader, 1, 60, "?"u8)),
        ["length beyond the file"] = ("reaches over byte", () => Int(Int(s_valid, DirectoryHeader, 2, 20, 1 << 30), DirectoryHeader, 2, 24, 1 << 30)),
        ["length into the next entry"] = ("'a/data.pkl' at byte 0", () => Int(Int(s_valid, DirectoryHeader, 0, 20, s_pickle.Length + 40), DirectoryHeader, 0, 24, s_pickle.Length + 40)),
        ["two lengths"] = ("is stored, yet has 63 bytes for 64", () => Int(s_valid, DirectoryHeader, 1, 20, 63)),
        ["two entries at one place"] = ("reaches over byte", () => Int(s_valid, DirectoryHeader, 1, 42, 0)),
        ["entry inside of another"] = ("reaches over byte", () => Int(s_valid, DirectoryHeader, 1, 42, 60)),
        ["entry in the directory"] = ("reaches over byte", () => Int(s_valid, DirectoryHeader, 1, 42, s_valid.Length - 50)),
        ["entry behind the file"] = ("reaches over byte", () => Int(s_valid, DirectoryHeader, 1, 42, int.MaxValue)),
        ["zip64 without its field"] = ("'a/data/0' has a damaged extra field", () => Int(s_valid, DirectoryHeader, 1, 42, -1)),
        ["directory without a header"] = ("no header at entry 1", () => Int(s_valid, DirectoryHeader, 1, 0, 0)),
        ["name beyond the directory"] = ("entry 2 reaches beyond its end", () => Short(s_valid, DirectoryHeader, 2, 28, 999)),
        ["fewer entries than counted"] = ("no header at entry 3", () => Short(Short(s_valid, End, 0, 8, 4), End, 0, 10, 4)),
        ["more entries than counted"] = ("in its directory after 2 entries", () => Short(Short(s_valid, End, 0, 8, 2), End, 0, 10, 2)),
        ["no entries"] = ("has 0 entries", () => Short(Short(s_valid, End, 0, 8, 0), End, 0, 10, 0)),
        ["several disks"] = ("in several files", () => Short(s_valid, End, 0, 4, 1)),
        ["two counts"] = ("in several files", () => Short(s_valid, End, 0, 8, 2)),
        ["directory elsewhere"] = ("has its directory at byte 0", () => Int(s_valid, End, 0, 16, 0)),
        ["directory of 4 GiB"] = ("expected at most", () => Int(s_valid, End, 0, 12, -1)),
        ["directory behind the file"] = ("has its directory at byte 4294967294", () => Int(s_valid, End, 0, 16, -2)),
        ["comment"] = ("does not end as a zip archive does", () => [.. Short(s_valid, End, 0, 20, 1), 0]),
        ["bytes after the end"] = ("does not end as a zip archive does", () => [.. s_valid, 0]),
        ["zip64 locator elsewhere"] = ("does not point at the record", () => Int(s_valid64, Locator64, 0, 8, 0)),
        ["zip64 on several disks"] = ("does not point at the record", () => Int(s_valid64, Locator64, 0, 4, 1)),
        ["zip64 record of another length"] = ("zip64 end record that is damaged", () => Int(s_valid64, End64, 0, 4, 45)),
        ["zip64 record without signature"] = ("zip64 end record that is damaged", () => Int(s_valid64, End64, 0, 0, 0)),
        ["zip64 with two counts"] = ("zip64 end record that is damaged", () => Int(s_valid64, End64, 0, 24, 2)),
        ["zip64 with other entries"] = ("contradict each other", () => Int(Int(s_valid64, End64, 0, 24, 2), End64, 0, 32, 2)),
        ["zip64 with another directory"] = ("contradict each other", () => Int(s_valid64, End64, 0, 48, 0)),
        ["zip64 with a negative directory"] = ("has its directory at byte -", () => Int(Int(s_valid64, End64, 0, 52, -1), End, 0, 16, -1)),
        ["zip64 with 16 EiB of directory"] = ("has a directory of -", () => Int(Int(s_valid64, End64, 0, 44, -1), End, 0, 12, -1)),
        ["zip64 with 4 billion entries"] = ("entries; expected 1 to", () => Short(Short(Int(Int(s_valid64, End64, 0, 28, 1), End64, 0, 36, 1), End, 0, 8, 65535), End, 0, 10, 65535)),
    };

    private static readonly Dictionary<string, (string Message, Func<byte[]> Make)> s_layouts = new(StringComparer.Ordinal)
    {
        ["path upwards"] = (@"has the entry 'a/../../x'", () => With("a/../../x")),
        ["absolute path"] = ("has the entry '/etc/passwd'", () => With("/etc/passwd")),
        ["drive"] = ("has the entry 'C:/x'", () => With("C:/x")),
        ["backslash"] = (@"has the entry 'a\x'", () => With(@"a\x")),
        ["NUL"] = (@"has the entry 'a\u0000x'", () => With("a\0x")),
        ["line break"] = (@"has the entry 'a\u000ax'", () => With("a\nx")),
        ["name that is no UTF-8"] = ("name is no UTF-8", () => Patch(Patch(s_valid, DirectoryHeader, 1, 46, [0xff]), LocalHeader, 1, 30, [0xff])),
        ["entry twice"] = ("has the entry 'a/data/0' twice", () => With("a/data/0")),
        ["two pickles"] = ("has 2 pickles", () => With("b/data.pkl")),
        ["no pickle"] = ("without <name>/data.pkl (it begins with 'word/document.xml')", () => TestArchive.Make(("word/document.xml", []))),
        ["TorchScript"] = ("is a TorchScript program", () => With("a/constants.pkl")),
        ["other byte order"] = ("has the byte order 'big'", () => With("a/byteorder", "big"u8.ToArray())),
        ["long byte order"] = ("has 100 bytes; expected at most", () => With("a/byteorder", new byte[100])),
        ["no version"] = ("has the format version ''", () => TestArchive.Make(("a/data.pkl", s_pickle), ("a/data/0", s_storage))),
        ["version to come"] = ("has the format version '11'", () => TestArchive.Make(("a/data.pkl", s_pickle), ("a/data/0", s_storage), ("a/version", "11\n"u8.ToArray()))),
        ["compressed zeros"] = ("'a/data/0' is compressed (method 8)", () => TestArchive.Compressed(s_pickle, new byte[50 << 20])),
    };

    public static TheoryData<string> Records => [.. s_records.Keys];

    public static TheoryData<string> Layouts => [.. s_layouts.Keys];

    [Theory]
    [MemberData(nameof(Records))]
    public void Open_RecordThatLies_IsRefused(string which) => Assert.Contains(s_records[which].Message, Refusal.Of(s_records[which].Make()), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Open_EntryThatTorchDoesNotWrite_IsRefused(string which) => Assert.Contains(s_layouts[which].Message, Refusal.Of(s_layouts[which].Make()), StringComparison.Ordinal);

    [Fact]
    public void Open_TheSameWithoutLies_IsRead()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.pth"), s_valid);
        File.WriteAllBytes(folder.File("b.pth"), s_valid64);

        using var plain = Checkpoint.Open(folder.File("a.pth"));
        using var large = Checkpoint.Open(folder.File("b.pth"));

        Assert.Equal(plain.Read("w"), large.Read("w"));
    }

    [Fact]
    public void Open_FileCutAnywhere_IsRefused()
    {
        var whole = File.ReadAllBytes(FixtureCheckpoint.PathOf("tiny-nofuse"));
        foreach (var length in Enumerable.Range(0, 40).Select(i => i * 1024).Concat([whole.Length / 2, whole.Length - 1024, whole.Length - 22, whole.Length - 1]))
        {
            Refusal.Of(whole[..length]);
        }
    }

    [Fact]
    public void Open_SmallFileCutAtEveryByte_IsRefused()
    {
        for (var length = 0; length < s_valid64.Length; length++)
        {
            Refusal.Of(s_valid64[..length]);
        }
    }

    private static byte[] Valid64()
    {
        using var stream = new MemoryStream();
        var zip = new ZipWriter(stream);
        zip.Add("a/data.pkl", s_pickle.Length, [s_pickle]);
        zip.Add("a/data/0", s_storage.Length, [s_storage]);
        zip.Add("a/version", s_version.Length, [s_version]);
        zip.Finish();
        return stream.ToArray();
    }

    private static byte[] With(string name, byte[]? bytes = null) =>
        TestArchive.Make(("a/data.pkl", s_pickle), ("a/data/0", s_storage), ("a/version", s_version), (name, bytes ?? []));

    private static byte[] Short(byte[] archive, int signature, int which, int offset, int value)
    {
        var bytes = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return Patch(archive, signature, which, offset, bytes);
    }

    private static byte[] Int(byte[] archive, int signature, int which, int offset, int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Patch(archive, signature, which, offset, bytes);
    }

    /// <summary>Overwrites bytes of a record: the n-th with a signature.</summary>
    private static byte[] Patch(byte[] archive, int signature, int which, int offset, ReadOnlySpan<byte> value)
    {
        var mark = BitConverter.GetBytes(signature);
        var position = -1;
        for (var i = 0; i <= which; i++)
        {
            position += 1 + archive.AsSpan(position + 1).IndexOf(mark);
        }

        byte[] changed = [.. archive];
        value.CopyTo(changed.AsSpan(position + offset));
        return changed;
    }
}
