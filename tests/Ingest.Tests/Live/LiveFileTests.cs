using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>Files that are read as if they were cameras.</summary>
public sealed class LiveFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_RealTime_GivesAllFramesAndEndsWhole()
    {
        var counters = new FrameCounters("gate");
        await using var connection = LiveReading.Source(Options(10, 20) with { RealTime = true }, counters).Connect();
        var frames = await connection.TakeAsync(int.MaxValue);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), frames.Select(frame => frame.Header.Index));
        Assert.All(frames, frame => Assert.InRange(frame.Centre.R, TestMedia.GreyOf(frame.Header.Index) - 3, TestMedia.GreyOf(frame.Header.Index) + 3));
        Assert.All(frames, frame => Assert.Equal(frame.Header.Index / 20.0, frame.Header.Pts.TotalSeconds, tolerance: 0.0011));
        Assert.All(frames, frame => Assert.Equal(CaptureOrigin.Pts, frame.Header.CapturedAtOrigin));
        Assert.Equal(new SourceEnd(10, frames[^1].Header.Pts, null), connection.End);
        Assert.Equal((0, 0), (counters.Received, counters.Dropped)); // delivered frames are for the reader to count
        Assert.Equal(new SourceInfo(new(64, 48), 20, TimeSpan.FromSeconds(0.5), "h264", 0, null), connection.Info);
    }

    [Fact]
    public async Task ReadAsync_Loop_GoesOnWithRisingTimes()
    {
        var frames = await LiveReading.Source(Options(5, 50) with { Loop = true }).TakeAsync(23);

        Assert.Equal(Enumerable.Range(0, 23).Select(i => (long)i), frames.Select(frame => frame.Header.Index));
        Assert.All(frames.Zip(frames.Skip(1)), pair => Assert.True(pair.Second.Header.Pts > pair.First.Header.Pts));
        Assert.All(frames.Zip(frames.Skip(1)), pair => Assert.True(pair.Second.Header.CapturedAt > pair.First.Header.CapturedAt));
        Assert.Equal(22 / 50.0, frames[^1].Header.Pts.TotalSeconds, tolerance: 0.1);
    }

    private LiveSourceOptions Options(int frames, int rate) =>
        LiveReading.Options(TestMedia.MakeGrey(_folder.File("clip.mp4"), frames, rate, CameraClips.Encoding));
}
