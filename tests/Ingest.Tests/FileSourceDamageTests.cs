using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

public sealed class FileSourceDamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("clip.mp4", "-c:v libx264 -c:a aac -movflags +faststart", 6.0)]
    [InlineData("clip.mkv", "-c:v libx264 -c:a aac", 6.0)]
    [InlineData("clip.avi", "-c:v mpeg4 -c:a mp2", 6.0)]
    [InlineData("mjpeg.avi", "-c:v mjpeg -c:a mp2", 6.0)]
    [InlineData("clip.webm", "-c:v libvpx -c:a libopus", 6.0)]
    public async Task ReadAsync_TruncatedFile_GivesTheFirstPartAndSaysHowFar(string name, string encoding, double seconds)
    {
        var path = Make(name, encoding);
        await TruncateAsync(path, 0.6);
        var clip = await Clip.ReadAsync(path);

        Assert.InRange(clip.Seconds.Last(), 2, 5);
        Assert.Contains(
            FormattableString.Invariant($"is damaged: decoded to {clip.Seconds.Last():0.0} s of {seconds:0.0} s, {clip.Frames.Count} frames ("), clip.End.Damage, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', clip.End.Damage!);
    }

    [Theory]
    [InlineData("clip.mp4", "-c:v libx264 -c:a aac")]
    [InlineData("clip.mkv", "-c:v libx264 -c:a aac")]
    [InlineData("clip.ts", "-c:v libx264 -c:a aac")]
    [InlineData("clip.avi", "-c:v mpeg4 -c:a mp2")]
    [InlineData("clip.mpg", "-c:v mpeg2video -c:a mp2")]
    [InlineData("clip.mov", "-c:v mjpeg -pix_fmt yuvj420p -c:a aac")]
    public async Task ReadAsync_CorruptMiddle_GivesTheRestAndSaysSo(string name, string encoding)
    {
        var path = Make(name, encoding);
        var bytes = await File.ReadAllBytesAsync(path);
        new Random(1).NextBytes(bytes.AsSpan(bytes.Length / 2, 6000));
        await File.WriteAllBytesAsync(path, bytes);
        var clip = await Clip.ReadAsync(path);

        Assert.InRange(clip.Seconds.Last(), 5, 6);
        Assert.Contains("ffmpeg said: ", clip.End.Damage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clip.mp4", "-c:v libx264 -c:a aac")]
    [InlineData("clip.mkv", "-c:v libx264 -c:a aac")]
    [InlineData("clip.ts", "-c:v libx264 -c:a aac")]
    [InlineData("clip.avi", "-c:v mpeg4 -c:a mp2")]
    [InlineData("bframes.avi", "-c:v mpeg4 -bf 2 -c:a mp2")]
    [InlineData("clip.mpg", "-c:v mpeg2video -bf 2 -c:a mp2")]
    [InlineData("clip.flv", "-c:v libx264 -c:a aac")]
    public async Task ReadAsync_WholeFileWithLongerSound_IsNotDamaged(string name, string encoding)
    {
        var clip = await Clip.ReadAsync(Make(name, encoding));

        Assert.Equal(150, clip.Frames.Count);
        Assert.Null(clip.End.Damage);
    }

    [Fact]
    public async Task ReadAsync_LongLastFrame_IsNotDamaged()
    {
        // the second frame is shown for 9.8 s
        var list = _folder.File("list.txt");
        var picture = TestMedia.MakeGrey(_folder.File("a.png"), 1, 25, []);
        await File.WriteAllTextAsync(list, $"file {picture}\nduration 0.2\nfile {picture}\nduration 9.8\n");
        var path = TestMedia.Make(_folder.File("slides.mp4"), "-f", "concat", "-safe", "0", "-i", list, "-fps_mode", "vfr", "-c:v", "mpeg4", "-video_track_timescale", "1000");
        var clip = await Clip.ReadAsync(path);

        Assert.Null(clip.End.Damage);
    }

    [Fact]
    public async Task ReadAsync_BeginningHiddenByEditList_IsNotDamaged()
    {
        var path = TestMedia.Make(_folder.File("edit.mp4"), "-ss", "2.5", "-i", Make("clip.mp4", "-c:v libx264 -an"), "-c", "copy");
        var clip = await Clip.ReadAsync(path);

        Assert.InRange(clip.Frames.Count, 80, 95);
        Assert.Equal(TimeSpan.Zero, clip.Frames[0].Header.Pts);
        Assert.Null(clip.End.Damage);
    }

    [Fact]
    public async Task ReadAsync_RecordingStartsBetweenKeyFrames_IsNotDamaged()
    {
        var path = Make("clip.ts", "-c:v libx264 -g 50 -an");
        var bytes = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, bytes[(188 * (bytes.Length / 188 / 5))..]);
        var clip = await Clip.ReadAsync(path);

        Assert.InRange(clip.Frames.Count, 50, 140);
        Assert.Null(clip.End.Damage);
    }

    [Fact]
    public async Task ReadAsync_KeyFrameComesLate_StartsThere()
    {
        string[] encoding = ["-c:v", "libx264", "-g", "250", "-keyint_min", "250", "-sc_threshold", "0"];
        var path = TestMedia.Make(_folder.File("clip.ts"), ["-f", "lavfi", "-i", "testsrc2=s=160x120:d=15", .. encoding]);
        var bytes = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, bytes[(188 * (bytes.Length / 188 / 10))..]);
        var clip = await Clip.ReadAsync(path);

        Assert.Equal(125, clip.Frames.Count); // the key frames are at 0 s and 10 s
        Assert.InRange(clip.Seconds.First(), 7, 10); // after the beginning of what is left
        Assert.Equal(4.96, clip.Seconds.Last() - clip.Seconds.First(), tolerance: 0.001);
        Assert.Null(clip.End.Damage);
    }

    [Fact]
    public async Task ReadAsync_NotOnePicture_Throws()
    {
        var path = Make("clip.avi", "-c:v mjpeg -an");
        var bytes = await File.ReadAllBytesAsync(path);
        var movie = bytes.AsSpan().IndexOf("movi"u8) + 4;
        bytes.AsSpan(movie).Fill(0x55);
        await File.WriteAllBytesAsync(path, bytes);
        await using var source = await FileSource.OpenAsync(new FfmpegProcess(), path, Clip.Options, CancellationToken.None);
        var error = await Assert.ThrowsAsync<UnavailableException>(async () => await source.ReadAsync(CancellationToken.None).GetAsyncEnumerator().MoveNextAsync());

        Assert.Contains("gives no picture", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, source.Pool.Rented);
        Assert.Null(source.End);
    }

    /// <summary>A moving picture of 6 s, 25 frames a second, and sound of 6.5 s.</summary>
    private string Make(string name, string encoding)
    {
        string[] inputs = ["-f", "lavfi", "-i", "testsrc2=s=160x120:d=6", "-f", "lavfi", "-i", "sine=d=6.5"];
        return TestMedia.Make(_folder.File(name), [.. inputs, .. encoding.Split(' ')]);
    }

    private static async Task TruncateAsync(string path, double share)
    {
        var bytes = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, bytes[..(int)(bytes.Length * share)]);
    }
}
