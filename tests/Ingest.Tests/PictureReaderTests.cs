using System.Buffers.Binary;
using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

public sealed class PictureReaderTests : IDisposable
{
    /// <summary>The upper left quarter red, the rest blue, 80x60.</summary>
    private static readonly string[] s_corner = ["-f", "lavfi", "-i", "color=blue:s=80x60,format=rgb24,drawbox=w=40:h=30:c=red:t=fill"];

    private static readonly PictureReader s_reader = new(new FfmpegProcess());
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("picture.png", "-pix_fmt rgb24")]
    [InlineData("alpha.png", "-pix_fmt rgba")]
    [InlineData("deep.png", "-pix_fmt rgb48be")]
    [InlineData("picture.jpg", "-qscale:v 1 -pix_fmt yuvj444p")]
    [InlineData("small.webp", "-lossless 1")]
    [InlineData("picture.bmp", "-pix_fmt bgr24")]
    [InlineData("picture.tiff", "-pix_fmt rgb24")]
    [InlineData("%03d.png", "-pix_fmt rgb24")]
    [InlineData("100% sure.png", "-pix_fmt rgb24")]
    [InlineData("-i.png", "-pix_fmt rgb24")]
    [InlineData("http:a,b.png", "-pix_fmt rgb24")]
    public async Task ReadAsync_EachFormat_GivesPixelsAtFullSize(string name, string encoding)
    {
        var path = TestMedia.Make(_folder.File("made" + Path.GetExtension(name)), [.. s_corner, "-frames:v", "1", .. encoding.Split(' ')]);
        File.Move(path, _folder.File(name));
        var image = await s_reader.ReadAsync(_folder.File(name), CancellationToken.None);

        Assert.Equal(new ImageSize(80, 60), image.Size);
        AssertRed(image, 0.25, 0.25);
        AssertBlue(image, 0.75, 0.25);
        AssertBlue(image, 0.25, 0.75);
    }

    [Fact]
    public async Task ReadAsync_AnimatedGif_GivesFirstFrame()
    {
        string[] animation = ["-f", "lavfi", "-i", "color=red:s=80x60:d=1", "-f", "lavfi", "-i", "color=blue:s=80x60:d=1", "-filter_complex", "[0][1]concat"];

        AssertRed(await s_reader.ReadAsync(TestMedia.Make(_folder.File("animation.gif"), animation), CancellationToken.None), 0.5, 0.5);
    }

    [Fact]
    public async Task ReadAsync_GreyPng_GivesEqualColours()
    {
        var image = await s_reader.ReadAsync(TestMedia.MakeGrey(_folder.File("grey.png"), 1, 25, []), CancellationToken.None);

        Assert.Equal(Enumerable.Repeat((byte)TestMedia.GreyOf(0), 64 * 48 * 3), image.Pixels);
    }

    /// <param name="orientation">As in the EXIF standard, tag 0x0112.</param>
    /// <param name="redX">Where the red corner is then shown.</param>
    /// <param name="redY">Where the red corner is then shown.</param>
    [Theory]
    [InlineData(1, 0.25, 0.25)]
    [InlineData(2, 0.75, 0.25)]
    [InlineData(3, 0.75, 0.75)]
    [InlineData(4, 0.25, 0.75)]
    [InlineData(5, 0.25, 0.25)]
    [InlineData(6, 0.75, 0.25)]
    [InlineData(7, 0.75, 0.75)]
    [InlineData(8, 0.25, 0.75)]
    public async Task ReadAsync_ExifOrientation_IsApplied(int orientation, double redX, double redY)
    {
        var path = TestMedia.Make(_folder.File("photo.jpg"), [.. s_corner, "-frames:v", "1", "-qscale:v", "1"]);
        await File.WriteAllBytesAsync(path, WithOrientation(await File.ReadAllBytesAsync(path), orientation));
        var image = await s_reader.ReadAsync(path, CancellationToken.None);

        Assert.Equal(orientation < 5 ? new ImageSize(80, 60) : new ImageSize(60, 80), image.Size);
        AssertRed(image, redX, redY);
        AssertBlue(image, 1 - redX, redY);
        AssertBlue(image, redX, 1 - redY);
    }

    [Fact]
    public async Task ReadAsync_LargePhotograph_GivesAllOfIt()
    {
        var path = TestMedia.Make(_folder.File("large.jpg"), "-f", "lavfi", "-i", "testsrc2=s=4000x3000", "-frames:v", "1", "-qscale:v", "2");
        var image = await s_reader.ReadAsync(path, CancellationToken.None);

        Assert.Equal(new ImageSize(4000, 3000), image.Size);
        Assert.Equal(36_000_000, image.Pixels.Length);
    }

    [Fact]
    public async Task ReadAsync_TooLarge_IsRefused()
    {
        var path = TestMedia.Make(_folder.File("huge.png"), "-f", "lavfi", "-i", "color=s=16x16", "-vf", "scale=20000:6000", "-pix_fmt", "gray", "-frames:v", "1");
        var error = await Assert.ThrowsAsync<UnavailableException>(() => s_reader.ReadAsync(path, CancellationToken.None));

        Assert.Contains("at most 100 megapixels", error.Message, StringComparison.Ordinal);
        Assert.Contains("20000x6000", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty (0 bytes)")]
    [InlineData("Dear Sir, this is a letter.", "Invalid data found")]
    public async Task ReadAsync_NoPicture_SaysSoInOneLine(string content, string reason)
    {
        var path = _folder.File("letter.jpg");
        await File.WriteAllTextAsync(path, content);
        var error = await Assert.ThrowsAsync<UnavailableException>(() => s_reader.ReadAsync(path, CancellationToken.None));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"'{path}'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task ReadAsync_MissingOrFolder_IsAWrongSetting()
    {
        await Assert.ThrowsAsync<ConfigurationException>(() => s_reader.ReadAsync(_folder.File("missing.jpg"), CancellationToken.None));
        await Assert.ThrowsAsync<ConfigurationException>(() => s_reader.ReadAsync(_folder.Path, CancellationToken.None));
    }

    [Fact]
    public async Task ReadAsync_FfmpegHangs_EndsWithCancellation()
    {
        var path = TestMedia.Make(_folder.File("large.bmp"), "-f", "lavfi", "-i", "color=s=2000x2000", "-frames:v", "1");
        using var cancellation = new CancellationTokenSource();
        var reading = new PictureReader(FakeProgram.Make(_folder, "ffmpeg", "exec sleep 1000")).ReadAsync(path, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static void AssertRed(RgbImage image, double x, double y) => AssertColour(image, x, y, (254, 0, 0));

    private static void AssertBlue(RgbImage image, double x, double y) => AssertColour(image, x, y, (0, 0, 254));

    private static void AssertColour(RgbImage image, double x, double y, (int R, int G, int B) expected)
    {
        var (r, g, b) = new ClipFrame(default, image.Size, image.Pixels).At(x, y);
        Assert.True(Math.Abs(r - expected.R) < 6 && Math.Abs(g - expected.G) < 6 && Math.Abs(b - expected.B) < 6, $"({r}, {g}, {b}) at ({x}, {y}); expected {expected}");
    }

    /// <summary>Puts an EXIF block with one tag behind the start of a JPEG file.</summary>
    private static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] block =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8, // big endian; the directory is at 8
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, // one entry: orientation, one 16-bit number
        ];
        BinaryPrimitives.WriteUInt16BigEndian(block.AsSpan(28), (ushort)orientation);
        return [.. jpeg[..2], .. block, .. jpeg[2..]];
    }
}
