using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

public sealed class LiveLogTests
{
    private static readonly string[] s_input =
    [
        "[info] Input #0, concat, from 'pipe:0':",
        "[info]   Metadata:",
        "[info]     title           : Stream #0:0: Video: forged",
        "[info]   Duration: 00:01:02.50, start: 0.000000, bitrate: N/A",
        "[info]   Stream #0:0: Audio: pcm_alaw, 8000 Hz, mono, s16, 64 kb/s",
        "[info]   Stream #0:1(und): Video: h264 (Main), yuv420p(tv, smpte170m, progressive), 640x360 [SAR 1:1 DAR 16:9], 12.5 fps, 12.5 tbr, 90k tbn",
        "[info] Output #0, rawvideo, to 'pipe:1':",
        "[info]   Stream #0:0: Video: rawvideo (RGB[24] / 0x18424752), rgb24, 320x180, 13824 kb/s, 10 fps, 10 tbn",
    ];

    private readonly SetClock _time = new(new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
    private readonly LiveLog _log;

    public LiveLogTests() => _log = new LiveLog(_time);

    [Fact]
    public async Task NextAsync_SampledFrames_HaveNumberTimeAndSizes()
    {
        Assert.All(
            [
                "[showinfo@seen @ 0x55] [info] config in time_base: 1/10000000, frame_rate: 10/1",
                "[showinfo@seen @ 0x55] [info] n:   0 pts:      0 pts_time:0       pos:       -1 fmt:yuv420p sar:1/1 s:640x360 i:P iskey:1 type:I ",
                "[showinfo@seen @ 0x55] [info] color_range:tv color_space:smpte170m color_primaries:smpte170m color_trc:smpte170m",
                "[showinfo@seen @ 0x55] [info] n:   1 pts:1000000 pts_time:0.1     pos:       -1 fmt:yuv420p sar:1/1 s:640x360 i:P iskey:0 type:P ",
                "[showinfo@taken @ 0x56] [info] n:   0 pts:1000000 pts_time:0.1     pos:       -1 fmt:rgb24 sar:1/1 s:320x180 i:P iskey:0 type:P ",
                "[showinfo@taken @ 0x56] [info] color_range:pc color_space:gbr color_primaries:smpte170m color_trc:smpte170m",
            ],
            line => Assert.True(_log.Take(line)));
        _log.Complete();

        Assert.Equal(new TakenFrame(1, TimeSpan.FromSeconds(0.1), new(640, 360), new(320, 180), Arrival.Now(_time)), await _log.NextAsync(default));
        Assert.Null(await _log.NextAsync(default));
        Assert.Equal(2, _log.Seen);
    }

    [Theory]
    [InlineData("NOPTS")]
    [InlineData("9223372036854775807")] // would overflow in sums
    [InlineData("-9223372036854775807")]
    public async Task NextAsync_NoUsableTime_IsUnknown(string pts)
    {
        _log.Take($"[showinfo@seen @ 0x55] [info] n:   0 pts:{pts} pts_time:x s:64x48 i:P iskey:1 type:I ");
        _log.Take($"[showinfo@taken @ 0x55] [info] n:   0 pts:{pts} pts_time:x s:64x48 i:P iskey:1 type:I ");

        Assert.Null((await _log.NextAsync(default))!.Value.Time);
    }

    [Fact]
    public void Silence_FramesAndPauses_CountsFromTheLastFrame()
    {
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(3, _log.Silence.TotalSeconds);
        _log.Take("[showinfo@seen @ 0x55] [info] n:   0 pts:      0 pts_time:0 s:64x48 i:P iskey:1 type:I ");
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, _log.Silence.TotalSeconds);
    }

    [Fact]
    public void Describe_LinesOfInputAndOutput_TakesTheInput()
    {
        Assert.False(_log.HasVideo);
        Assert.All(s_input, line => Assert.True(_log.Take(line)));

        Assert.Equal(new SourceInfo(new(64, 48), 12.5, TimeSpan.FromSeconds(62.5), "h264", 1, null), _log.Describe(new(64, 48)));
        Assert.True(_log.HasVideo);
    }

    [Fact]
    public void Describe_RateIsATimeBase_IsUnknown()
    {
        _log.Take("[info] Input #0, concat, from 'pipe:0':");
        _log.Take("[info]   Stream #0:0: Video: vp8, yuv420p, 640x360, 90k tbr, 90k tbn");

        Assert.Null(_log.Describe(default).FramesPerSecond);
    }

    [Fact]
    public void HasErrors_AfterTheFirstFrameOnly()
    {
        Assert.False(_log.Take("[h264 @ 0x55] [error] no frame!"));
        Assert.False(_log.HasErrors);
        _log.Take("[showinfo@seen @ 0x55] [info] n:   0 pts:      0 pts_time:0 s:64x48 i:P iskey:1 type:I ");
        Assert.False(_log.Take("[h264 @ 0x55] [error] no frame!"));
        Assert.True(_log.HasErrors);
    }
}
