using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

public sealed class FileSourceFormatTests : IDisposable
{
    /// <summary>The left half white, the right half black, 80x60.</summary>
    private static readonly string[] s_halves = ["-f", "lavfi", "-i", "color=black:s=80x60:d=0.4,drawbox=w=40:h=60:c=white:t=fill"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("clip.mp4", "h264", "-c:v libx264 -qp 8 -pix_fmt yuv420p")]
    [InlineData("clip.mov", "h264", "-c:v libx264 -qp 8 -pix_fmt yuv420p10le")]
    [InlineData("fragments.mp4", "h264", "-c:v libx264 -qp 8 -g 10 -pix_fmt yuv420p -movflags frag_keyframe+empty_moov")]
    [InlineData("clip.ts", "h264", "-c:v libx264 -qp 8 -pix_fmt yuv420p")]
    [InlineData("clip.h264", "h264", "-c:v libx264 -qp 8 -pix_fmt yuv420p -r 25")]
    [InlineData("clip.mkv", "hevc", "-c:v libx265 -x265-params log-level=error:qp=8 -pix_fmt yuv420p10le")]
    [InlineData("clip.avi", "mpeg4", "-c:v mpeg4 -qscale:v 1")]
    [InlineData("clip.mpg", "mpeg2video", "-c:v mpeg2video -qscale:v 1")]
    [InlineData("clip.webm", "vp8", "-c:v libvpx -crf 4 -b:v 4M")]
    [InlineData("clip9.webm", "vp9", "-c:v libvpx-vp9 -lossless 1 -cpu-used 8")]
    [InlineData("mjpeg.avi", "mjpeg", "-c:v mjpeg -qscale:v 1 -pix_fmt yuvj420p")]
    [InlineData("clip.gif", "gif", "-pix_fmt gray")]
    [InlineData("clip.flv", "h264", "-c:v libx264 -qp 8 -pix_fmt yuv420p")]
    public async Task ReadAsync_EachFormat_GivesEveryPicture(string name, string codec, string encoding)
    {
        var clip = await Clip.ReadAsync(TestMedia.MakeGrey(_folder.File(name), 30, 25, encoding.Split(' ')));

        Assert.Equal(codec, clip.Info.Codec);
        Assert.Equal(new ImageSize(64, 48), clip.Info.Size);
        Assert.Equal(25, clip.Info.FramesPerSecond!.Value, tolerance: 0.5);
        clip.AssertSeconds(Enumerable.Range(0, 30).Select(i => i * 0.04));
        clip.AssertGreys(tolerance: codec == "vp8" ? 20 : 4);
        Assert.Null(clip.End.Damage);
    }

    [Fact]
    public async Task ReadAsync_OddSize_KeepsIt()
    {
        var clip = await Clip.ReadAsync(TestMedia.Make(_folder.File("odd.mkv"), "-f", "lavfi", "-i", "color=0xC04020:s=321x241:d=0.2,format=gbrp", "-c:v", "ffv1"));

        Assert.Equal(new ImageSize(321, 241), clip.Frames[0].Size);
        Assert.InRange(clip.Frames[0].At(0.99, 0.99).R, 0xC0 - 2, 0xC0 + 2);
        Assert.InRange(clip.Frames[0].At(0.99, 0.99).G, 0x40 - 2, 0x40 + 2);
        Assert.InRange(clip.Frames[0].At(0.99, 0.99).B, 0x20 - 2, 0x20 + 2);
    }

    [Fact]
    public async Task ReadAsync_OneFrame_GivesIt()
    {
        var clip = await Clip.ReadAsync(TestMedia.MakeGrey(_folder.File("one.mp4"), 1, 25, ["-c:v", "mpeg4"]));

        Assert.Equal(new SourceEnd(1, TimeSpan.Zero, null), clip.End);
    }

    [Fact]
    public async Task ReadAsync_ResizeRule_ScalesToItAndReportsSourceSize()
    {
        var frame = (await Clip.ReadAsync(TestMedia.Make(_folder.File("clip.mkv"), [.. s_halves, "-c:v", "ffv1"]), Clip.Options with { Resize = new ResizeRule(30, 60) })).Frames[0];

        Assert.Equal(new ImageSize(40, 30), frame.Size);
        Assert.Equal(new ImageSize(80, 60), frame.Header.Source);
        Assert.InRange(frame.At(0.4, 0.5).R, 250, 255);
        Assert.InRange(frame.At(0.6, 0.5).R, 0, 5);
    }

    [Fact]
    public async Task ReadAsync_FineStripesMadeSmaller_BecomeGrey()
    {
        string[] stripes = ["-f", "lavfi", "-i", "color=black:s=256x64:d=0.1,format=gray,geq=lum='255*mod(X,2)'", "-c:v", "ffv1"];
        var frame = (await Clip.ReadAsync(TestMedia.Make(_folder.File("stripes.mkv"), stripes), Clip.Options with { Resize = new ResizeRule(16, 64) })).Frames[0];

        for (var x = 0.1; x < 0.9; x += 0.05)
        {
            Assert.InRange(frame.At(x, 0.5).G, 118, 138);
        }
    }

    [Theory]
    [InlineData(90, 60, 80, 0.5, 0.8)]
    [InlineData(180, 80, 60, 0.8, 0.5)]
    [InlineData(270, 60, 80, 0.5, 0.2)]
    public async Task ReadAsync_RotatedVideo_IsShownUpright(int counterClockwise, int width, int height, double whiteX, double whiteY)
    {
        var stored = TestMedia.Make(_folder.File("stored.mp4"), [.. s_halves, "-c:v", "mpeg4", "-qscale:v", "1"]);
        var path = TestMedia.Make(_folder.File("turned.mp4"), "-i", stored, "-c", "copy", "-metadata:s:v", $"rotate={counterClockwise}");
        var clip = await Clip.ReadAsync(path);

        Assert.Equal(new ImageSize(width, height), clip.Info.Size);
        Assert.Equal(new ImageSize(width, height), clip.Frames[0].Header.Source);
        Assert.InRange(clip.Frames[0].At(whiteX, whiteY).R, 240, 255);
        Assert.InRange(clip.Frames[0].At(1 - whiteX, 1 - whiteY).R, 0, 15);
    }

    [Fact]
    public async Task ReadAsync_CoverPictureComesFirst_TakesTheVideo()
    {
        var cover = TestMedia.Make(_folder.File("cover.png"), "-f", "lavfi", "-i", "color=red:s=300x300", "-frames:v", "1");
        var video = TestMedia.MakeGrey(_folder.File("video.mp4"), 10, 25, ["-c:v", "mpeg4", "-qscale:v", "1"]);
        var path = TestMedia.Make(_folder.File("both.mp4"), "-i", cover, "-i", video, "-map", "0", "-map", "1", "-c", "copy", "-disposition:v:0", "attached_pic");
        var clip = await Clip.ReadAsync(path);

        Assert.Equal(10, clip.Frames.Count);
        Assert.Equal(new ImageSize(64, 48), clip.Info.Size);
        clip.AssertGreys();
    }

    [Fact]
    public async Task ReadAsync_SizeChangesInTheMiddle_ContinuesAtTheFirstSize()
    {
        string[] encoding = ["-c:v", "libx264", "-qp", "8", "-pix_fmt", "yuv420p"];
        var small = TestMedia.MakeGrey(_folder.File("small.h264"), 10, 25, encoding);
        var large = TestMedia.MakeGrey(_folder.File("large.h264"), 10, 25, encoding, "128x96");
        var path = _folder.File("change.h264");
        await File.WriteAllBytesAsync(path, [.. await File.ReadAllBytesAsync(small), .. await File.ReadAllBytesAsync(large)]);
        var clip = await Clip.ReadAsync(path);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), clip.Indices);
        Assert.All(clip.Frames, frame => Assert.Equal(new ImageSize(64, 48), frame.Size));
        Assert.All(clip.Frames, frame => Assert.InRange(frame.Centre.R, TestMedia.GreyOf(frame.Header.Index % 10) - 4, TestMedia.GreyOf(frame.Header.Index % 10) + 4));
        Assert.Equal(clip.Seconds.Order(), clip.Seconds);
    }

    [Fact]
    public async Task ReadAsync_PipedMatroska_HasNoDuration()
    {
        var clip = await Clip.ReadAsync(TestMedia.MakeGrey(_folder.File("live.mkv"), 10, 25, ["-c:v", "ffv1", "-f", "matroska", "-live", "1"]));

        Assert.Null(clip.Info.Duration);
        Assert.Equal(10, clip.Frames.Count);
        Assert.Null(clip.End.Damage);
    }

    [Theory]
    [InlineData("-i.mkv")]
    [InlineData("http:x.mkv")]
    [InlineData("100%d %03d.mkv")]
    [InlineData("file:a b'\"*?[1],|;.mkv")]
    [InlineData("größe Ж.mkv")]
    public async Task ReadAsync_StrangeName_IsOnlyAName(string name)
    {
        var clip = await Clip.ReadAsync(TestMedia.MakeGrey(_folder.File(name), 3, 25, ["-c:v", "ffv1"]));

        Assert.Equal(3, clip.Frames.Count);
    }

    [Fact]
    public async Task ReadAsync_RelativeNameLikeAnOption_IsOnlyAName()
    {
        var name = $"-{Path.GetFileName(_folder.Path)}.mkv";
        File.Move(TestMedia.MakeGrey(_folder.File("clip.mkv"), 3, 25, ["-c:v", "ffv1"]), name);
        try
        {
            Assert.Equal(3, (await Clip.ReadAsync(name)).Frames.Count);
        }
        finally
        {
            File.Delete(name);
        }
    }
}
