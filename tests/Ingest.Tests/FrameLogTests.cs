namespace Glip.Ingest.Tests;

public sealed class FrameLogTests
{
    private readonly FrameLog _log = new();

    [Fact]
    public async Task NextAsync_SampledFrames_CountsTheFramesSeen()
    {
        Take("[metadata@seen @ 0x55f3] [info] frame:0    pts:0       pts_time:0", "[metadata@seen @ 0x55f3] [info] glip=1");
        Take("[metadata@taken @ 0x55f4] [info] frame:0    pts:0       pts_time:0", "[metadata@taken @ 0x55f4] [info] glip=1");
        Take("[metadata@seen @ 0x55f3] [info] frame:1    pts:400000  pts_time:0.04", "[metadata@seen @ 0x55f3] [info] glip=1");
        Take("[metadata@seen @ 0x9999] [info] frame:0    pts:800000  pts_time:0.08"); // the filters were made anew
        Take("[metadata@taken @ 0x9998] [info] frame:0    pts:800000  pts_time:0.08");
        _log.Complete();

        Assert.Equal(new FrameTime(0, TimeSpan.Zero), await _log.NextAsync(CancellationToken.None));
        Assert.Equal(new FrameTime(2, TimeSpan.FromMilliseconds(80)), await _log.NextAsync(CancellationToken.None));
        Assert.Null(await _log.NextAsync(CancellationToken.None));
        Assert.Equal(3, _log.Seen);
    }

    [Theory]
    [InlineData("pts:NOPTS   pts_time:NOPTS", null)]
    [InlineData("pts:-400000 pts_time:-0.04", -400000L)]
    [InlineData("pts:400000410000 pts_time:40000", 400000410000L)]
    public async Task NextAsync_EachWayToWriteATime_IsUnderstood(string times, long? ticks)
    {
        Take($"[metadata@seen @ 0x55f3] [info] frame:0    {times}", $"[metadata@taken @ 0x55f3] [info] frame:0    {times}");

        Assert.Equal(new FrameTime(0, ticks is { } known ? TimeSpan.FromTicks(known) : null), await _log.NextAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("[h264 @ 0x55d0] [error] no frame!", false)]
    [InlineData("[warning] x.ts: corrupt input packet in stream 0", false)]
    [InlineData("[info]     title           : [metadata@seen @ 0x1] [info] frame:0 pts:5 pts_time:5", true)]
    [InlineData("    Last message repeated 3 times", true)]
    public void Take_OtherLine_LeavesComplaintsToOthers(string line, bool taken)
    {
        Assert.Equal(taken, _log.Take(line));
        Assert.Equal(0, _log.Seen);
    }

    [Fact]
    public void HasErrors_BeforeTheFirstFrame_AreNotCounted()
    {
        _log.Take("[h264 @ 0x55d0] [error] non-existing PPS 0 referenced");
        Assert.False(_log.HasErrors);
        _log.Take("[metadata@seen @ 0x55f3] [info] frame:0    pts:0       pts_time:0");
        _log.Take("[h264 @ 0x55d0] [warning] something odd");
        Assert.False(_log.HasErrors);
        _log.Take("[mov,mp4,m4a @ 0x55d0] [h264 @ 0x55d0] [error] no frame!");
        Assert.True(_log.HasErrors);
    }

    private void Take(params string[] lines) => Assert.All(lines, line => Assert.True(_log.Take(line)));
}
