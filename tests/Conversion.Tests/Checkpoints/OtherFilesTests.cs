using System.Buffers.Binary;
using System.Text;
using Glip.Core;
using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>Files that are no checkpoints that are read.</summary>
public sealed class OtherFilesTests
{
    private static readonly Dictionary<string, (string Message, byte[] Bytes)> s_files = new(StringComparer.Ordinal)
    {
        ["empty"] = ("looks like an empty file", []),
        ["web page"] = ("a web page", "\n<!DOCTYPE html><html>404</html>"u8.ToArray()),
        ["answer of a store"] = ("an XML answer of a server", [0xef, 0xbb, 0xbf, .. "<?xml version=\"1.0\"?><Error><Code>BlobNotFound</Code></Error>"u8]),
        ["Git LFS pointer"] = ("a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"u8.ToArray()),
        ["gzip"] = ("a gzip archive", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]),
        ["HDF5"] = ("an HDF5 file", [0x89, .. "HDF\r\n"u8, 0x1a, 10]),
        ["NumPy"] = ("a NumPy array", [0x93, .. "NUMPY"u8, 1, 0]),
        ["zeros"] = ("an unfinished download", new byte[4096]),
        ["text"] = ("a text file", "{\"error\": \"not found\"}"u8.ToArray()),
        ["noise"] = ("none that is known (first bytes 0801120070000000)", [8, 1, 0x12, 0, 0x70, 0, 0, 0, 0, 0, 1]),
        ["plain pickle"] = ("a plain Python pickle", new PickleAssembler().Dictionary("a", p => p.Number(1)).Finish()),
        ["empty zip"] = ("an empty zip archive", TestArchive.Make()),
        ["pickles one behind the other"] = ("before PyTorch 1.6", new PickleAssembler().Raw(0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19).Finish()),
        ["tar"] = ("before PyTorch 1.6", [.. Encoding.ASCII.GetBytes("pickle".PadRight(257, '\0')), .. "ustar"u8, .. new byte[250]]),
    };

    private static readonly Dictionary<string, (string Message, byte[] Bytes)> s_headers = new(StringComparer.Ordinal)
    {
        ["no JSON"] = ("it is no JSON", Safetensors("{no", 0)),
        ["header beyond the file"] = ("has a header of 1000 bytes in a file of 10", [232, 3, 0, 0, 0, 0, 0, 0, .. "{}"u8]),
        ["header that ends early"] = ("it is no JSON", Safetensors("{\"a\":{\"dtype\":\"F32\"", 0)),
        ["nested deeply"] = ("it is no JSON", Safetensors("{\"__metadata__\":" + new string('{', 50_000), 0)),
        ["list for a tensor"] = ("expected StartObject", Safetensors("{\"a\":[]}", 0)),
        ["type that is not known"] = ("the type 'F8_E4M3'", Safetensors(Header("F8_E4M3", "[2]", "[0,2]"), 2)),
        ["type twice"] = ("each once", Safetensors("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F16\"}}", 0)),
        ["without a shape"] = ("lacks dtype, shape", Safetensors("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4)),
        ["one offset"] = ("lacks dtype, shape or two", Safetensors(Header("F32", "[1]", "[0]"), 4)),
        ["negative length"] = ("none negative", Safetensors(Header("F32", "[-1]", "[0,4]"), 4)),
        ["length with a fraction"] = ("whole numbers", Safetensors(Header("F32", "[1.5]", "[0,4]"), 4)),
        ["length of 20 digits"] = ("whole numbers", Safetensors(Header("F32", "[99999999999999999999]", "[0,4]"), 4)),
        ["overflow of the shape"] = ("expected at most", Safetensors(Header("F32", "[1073741824,1073741824,16]", "[0,0]"), 0)),
        ["overflow with a zero"] = ("expected at most", Safetensors(Header("F32", "[2147483647,2147483647,2147483647,0]", "[0,0]"), 0)),
        ["17 axes"] = ("at most 16 whole numbers", Safetensors(Header("F32", $"[{string.Join(',', Enumerable.Repeat(1, 17))}]", "[0,4]"), 4)),
        ["fewer bytes than the shape"] = ("reaches to number 3 of a storage of 2", Safetensors(Header("F32", "[3]", "[0,8]"), 8)),
        ["more bytes than the shape"] = ("has 8 bytes; expected 1 numbers", Safetensors(Header("F32", "[1]", "[0,8]"), 8)),
        ["half a number"] = ("has 5 bytes", Safetensors(Header("F32", "[1]", "[0,5]"), 5)),
        ["offsets backwards"] = ("takes bytes 4 to 0", Safetensors(Header("F32", "[1]", "[4,0]"), 4)),
        ["offsets beyond the file"] = ("its tensors take 400", Safetensors(Header("F32", "[100]", "[0,400]"), 4)),
        ["gap at the beginning"] = ("expected it to begin at 0", Safetensors(Header("F32", "[1]", "[4,8]"), 8)),
        ["gap at the end"] = ("has 8 bytes after its header; its tensors take 4", Safetensors(Header("F32", "[1]", "[0,4]"), 8)),
        ["overlap"] = ("expected it to begin at 8", Safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", 12)),
        ["tensor twice"] = ("begin at 4", Safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4)),
        ["name twice"] = ("has the tensor 'a' twice", Safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8)),
        ["something after the JSON"] = ("it is no JSON", Safetensors("{} {}", 0)),
    };

    public static TheoryData<string> Files => [.. s_files.Keys];

    public static TheoryData<string> Headers => [.. s_headers.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Open_OtherFile_SaysWhatItLooksLike(string which) => Assert.Contains(s_files[which].Message, Refusal.Of(s_files[which].Bytes), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Headers))]
    public void Open_SafetensorsHeaderThatLies_IsRefused(string which) => Assert.Contains(s_headers[which].Message, Refusal.Of(s_headers[which].Bytes), StringComparison.Ordinal);

    [Fact]
    public void Open_SafetensorsHeaderOverTheLimit_IsRefusedUnread()
    {
        using var folder = new TemporaryFolder();
        using (var stream = File.Create(folder.File("a.safetensors")))
        {
            Span<byte> start = [0, 0, 0, 0, 0, 0, 0, 0, (byte)'{'];
            BinaryPrimitives.WriteInt64LittleEndian(start, 100_000_001);
            stream.Write(start);
            stream.SetLength(200_000_000);
        }

        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Open(folder.File("a.safetensors")));

        Assert.EndsWith("has a header of 100000001 bytes in a file of 200000000; expected at most 100000000, inside of the file.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.pth")]
    [InlineData("")]
    public void Open_NoFile_IsRefused(string name)
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Open(folder.File(name)));

        Assert.Contains("cannot be opened", error.Message, StringComparison.Ordinal);
    }

    private static string Header(string type, string shape, string offsets) => $"{{\"a\":{{\"dtype\":\"{type}\",\"shape\":{shape},\"data_offsets\":{offsets}}}}}";

    private static byte[] Safetensors(string header, int length)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        return [.. bytes, .. Encoding.UTF8.GetBytes(header), .. new byte[length]];
    }
}
