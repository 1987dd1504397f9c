using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

public sealed class FileSourceTimeTests : IDisposable
{
    private static readonly string[] s_lossless = ["-c:v", "ffv1", "-fps_mode", "passthrough", "-enc_time_base", "1:1000"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_DemoClip_HasEachFrameAtItsTime()
    {
        File.Copy(Repository.DemoClip, _folder.File("street.mp4")); // other tests read the original at the same time
        var clip = await Clip.ReadAsync(_folder.File("street.mp4"), Clip.Options with { Resize = new ResizeRule(48, 96) });

        Assert.Equal(new SourceInfo(new ImageSize(768, 576), 10, TimeSpan.FromSeconds(79.5), "h264", 0, null), clip.Info);
        Assert.Equal(new SourceEnd(795, TimeSpan.FromSeconds(79.4), null), clip.End);
        Assert.Equal(Enumerable.Range(0, 795).Select(i => TimeSpan.FromTicks(i * TimeSpan.TicksPerSecond / 10)), clip.Frames.Select(f => f.Header.Pts));
        Assert.Equal(Enumerable.Range(0, 795).Select(i => (long)i), clip.Indices);
        Assert.Equal(new FrameHeader("gate", 7, TimeSpan.FromSeconds(0.7), DateTimeOffset.UnixEpoch.AddSeconds(0.7), 768, 576), clip.Frames[7].Header);
        Assert.All(clip.Frames, frame => Assert.Equal(new ImageSize(64, 48), frame.Size));
    }

    [Fact]
    public async Task ReadAsync_VariableFrameRate_KeepsTrueTimes()
    {
        // frame n at 10 n² milliseconds
        var path = TestMedia.MakeGrey(_folder.File("vfr.mkv"), 12, 25, ["-vf", "settb=1/1000,setpts=10*N*N", .. s_lossless]);
        var clip = await Clip.ReadAsync(path);

        clip.AssertSeconds(Enumerable.Range(0, 12).Select(n => 0.01 * n * n));
        clip.AssertGreys();
        Assert.Null(clip.End.Damage);
    }

    [Fact]
    public async Task ReadAsync_VariableFrameRateInMp4_KeepsTrueTimes()
    {
        string[] encoding = ["-vf", "settb=1/1000,setpts=10*N*N", "-fps_mode", "passthrough", "-enc_time_base", "1:1000", "-c:v", "libx264", "-qp", "4", "-pix_fmt", "yuv420p"];
        var clip = await Clip.ReadAsync(TestMedia.MakeGrey(_folder.File("vfr.mp4"), 12, 25, encoding));

        clip.AssertSeconds(Enumerable.Range(0, 12).Select(n => 0.01 * n * n));
        clip.AssertGreys();
        Assert.Null(clip.End.Damage);
    }

    [Fact]
    public async Task ReadAsync_FramesHoursApart_KeepsMilliseconds()
    {
        var path = TestMedia.MakeGrey(_folder.File("sparse.mkv"), 3, 25, ["-vf", "settb=1/1000,setpts=20000041*N", .. s_lossless]);

        Assert.Equal([0, 20000.041, 40000.082], (await Clip.ReadAsync(path)).Seconds);
    }

    [Fact]
    public async Task ReadAsync_FramesAtTheSameTime_GivesEachOfThem()
    {
        // frames 0, 1 and 2 at 0 s; 3, 4 and 5 at 0.1 s; ... up to some microseconds that the container puts between them
        var path = TestMedia.MakeGrey(_folder.File("burst.nut"), 30, 25, ["-vf", "settb=1/1000,setpts=100*floor(N/3)", .. s_lossless]);
        var clip = await Clip.ReadAsync(path);

        clip.AssertGreys();
        clip.AssertSeconds(Enumerable.Range(0, 30).Select(n => 0.1 * (n / 3)));
        Assert.Null(clip.End.Damage);
    }

    [Theory]
    [InlineData("mkv")]
    [InlineData("ts")]
    public async Task ReadAsync_FileThatStartsLate_CountsFromItsFirstFrame(string container)
    {
        string[] encoding = ["-c:v", "mpeg4", "-qscale:v", "1", "-output_ts_offset", "1000"];
        var clip = await Clip.ReadAsync(TestMedia.MakeGrey(_folder.File($"late.{container}"), 50, 25, encoding));

        clip.AssertSeconds(Enumerable.Range(0, 50).Select(i => i * 0.04));
        Assert.Null(clip.End.Damage);
    }

    [Theory]
    [InlineData("mkv")]
    [InlineData("ts")]
    [InlineData("mp4")]
    public async Task ReadAsync_SoundStartsFirst_CountsFromTheFirstFrame(string container)
    {
        string[] inputs = ["-f", "lavfi", "-i", "testsrc2=s=64x48:d=0.4", "-f", "lavfi", "-i", "sine=d=2"];
        var path = TestMedia.Make(_folder.File($"late.{container}"), [.. inputs, "-vf", "setpts=PTS+0.5/TB", "-c:v", "mpeg4", "-c:a", "aac"]);
        var clip = await Clip.ReadAsync(path);

        Assert.Equal(TimeSpan.Zero, clip.Frames[0].Header.Pts);
        Assert.Equal(0.36, clip.Seconds.Last(), tolerance: 0.002);
        Assert.Null(clip.End.Damage);
    }

    [Fact]
    public async Task ReadAsync_SampledClip_TakesFirstFrameOfEachSlot()
    {
        var path = TestMedia.MakeGrey(_folder.File("clip.mkv"), 25, 25, s_lossless);
        var clip = await Clip.ReadAsync(path, Clip.Options with { FramesPerSecond = 10 });

        // 0.04 i seconds: the slots of 0.1 s begin with 0, 0.12, 0.2, 0.32, 0.4, ...
        Assert.Equal([0, 3, 5, 8, 10, 13, 15, 18, 20, 23], clip.Indices);
        clip.AssertGreys();
        clip.AssertSeconds(clip.Indices.Select(index => index * 0.04));
    }

    [Fact]
    public async Task ReadAsync_SampledAtItsOwnRate_TakesEveryFrame()
    {
        // Matroska rounds the times to milliseconds: 0.033 comes before its slot begins.
        var path = TestMedia.MakeGrey(_folder.File("clip.mkv"), 30, 30, ["-c:v", "ffv1"]);
        var clip = await Clip.ReadAsync(path, Clip.Options with { FramesPerSecond = 30 });

        Assert.Equal(Enumerable.Range(0, 30).Select(i => (long)i), clip.Indices);
    }

    [Fact]
    public async Task ReadAsync_SampledVariableFrameRate_TakesWhatThereIs()
    {
        var path = TestMedia.MakeGrey(_folder.File("vfr.mkv"), 12, 25, ["-vf", "settb=1/1000,setpts=10*N*N", .. s_lossless]);
        var clip = await Clip.ReadAsync(path, Clip.Options with { FramesPerSecond = 2 });

        // 0, 10, 40, 90, 160, 250, 360, 490 | 640, 810 | 1000, 1210 ms
        Assert.Equal([0, 8, 10], clip.Indices);
        clip.AssertSeconds([0, 0.64, 1]);
    }

    [Fact]
    public async Task ReadAsync_RecordingTimeStated_CapturesFromIt()
    {
        string[] encoding = ["-metadata", "creation_time=2024-05-01T12:00:00Z", "-c:v", "mpeg4"];
        var clip = await Clip.ReadAsync(TestMedia.MakeGrey(_folder.File("clip.mp4"), 5, 10, encoding));
        var start = new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(start, clip.Info.RecordedAt);
        Assert.Equal(start.AddSeconds(0.3), clip.Frames[3].Header.CapturedAt);
    }

    [Fact]
    public async Task ReadAsync_ClockNeverSet_HasNoRecordingTime()
    {
        string[] encoding = ["-metadata", "creation_time=1970-01-01T00:00:01Z", "-c:v", "mpeg4"];
        var clip = await Clip.ReadAsync(TestMedia.MakeGrey(_folder.File("clip.mp4"), 2, 10, encoding));

        Assert.Null(clip.Info.RecordedAt);
        Assert.Equal(DateTimeOffset.UnixEpoch, clip.Frames[0].Header.CapturedAt);
    }
}
