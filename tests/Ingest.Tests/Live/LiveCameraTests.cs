using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

public sealed class LiveCameraTests : IAsyncLifetime
{
    private readonly FrameCounters _counters = new("gate");
    private readonly List<string> _notices = [];
    private TestCameras _cameras = null!;

    public async Task InitializeAsync()
    {
        _cameras = await TestCameras.StartAsync();
        await _cameras.AddAsync("/gate", CameraClips.Grey, 20);
    }

    public async Task DisposeAsync() => await _cameras.DisposeAsync();

    [Fact]
    public async Task ReadAsync_TwoConnections_GoOnWithNumbersAndTimes()
    {
        var source = Source();
        var first = await source.TakeAsync(10);
        var second = await source.TakeAsync(10);
        ClipFrame[] all = [.. first, .. second];

        Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), first.Select(frame => frame.Header.Index));
        Assert.All(first, frame => Assert.InRange(frame.Centre.R, TestMedia.GreyOf(frame.Header.Index) - 3, TestMedia.GreyOf(frame.Header.Index) + 3));
        Assert.InRange(second[0].Header.Index, 10, 40);
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.First.Header.Pts < pair.Second.Header.Pts && pair.First.Header.CapturedAt < pair.Second.Header.CapturedAt));
        Assert.All(all, frame => Assert.Equal((new ImageSize(192, 144), new ImageSize(192, 144)), (frame.Header.Source, frame.Size)));
        Assert.Equal("gate", first[0].Header.StreamId);
    }

    [Fact]
    public async Task ReadAsync_Camera_SaysWhatIsKnownAndCountsBytes()
    {
        await using var connection = Source().Connect();
        Assert.Null(connection.Info);
        await connection.TakeAsync(10);

        Assert.Equal(new SourceInfo(new(192, 144), 20, null, "h264", 0, null), connection.Info! with { FramesPerSecond = 20 });
        Assert.InRange(connection.BytesReceived!.Value, 500, 100_000); // about 100 a frame
        Assert.InRange(connection.DecodedFrames, 10, 60);
        Assert.Null(connection.End);
    }

    [Fact]
    public async Task ReadAsync_SenderReports_DateFramesByTheCamera()
    {
        await _cameras.SetClockAsync("/gate", TimeSpan.FromSeconds(5));
        var frame = await FirstAsync(Source(), frame => frame.Header.CapturedAtOrigin == CaptureOrigin.Ntp);

        // The camera is 5 s fast; a frame takes one interval and a little more to get here.
        Assert.InRange((frame.Header.CapturedAt - frame.Header.ReceivedAt!.Value).TotalSeconds, 3.5, 5);
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task ReadAsync_CameraClockWrong_SaysSoOnceAndTakesArrival()
    {
        await _cameras.SetClockAsync("/gate", TimeSpan.FromDays(-400));
        var frame = await FirstAsync(Source(), _ => _notices.Count > 0);

        Assert.Equal(CaptureOrigin.Pts, frame.Header.CapturedAtOrigin);
        Assert.Contains("has a wrong clock (-34560", Assert.Single(_notices), StringComparison.Ordinal);
        Assert.InRange((frame.Header.ReceivedAt!.Value - frame.Header.CapturedAt).TotalSeconds, 0, 2);
    }

    [Fact]
    public async Task ReadAsync_Rate_TakesSomeAndNumbersAll()
    {
        var frames = await Source(options => options with { FramesPerSecond = 5 }).TakeAsync(6);

        Assert.All(frames.Skip(1).Zip(frames.Skip(2)), pair => Assert.InRange(pair.Second.Header.Index - pair.First.Header.Index, 3, 5));
    }

    [Fact]
    public async Task ReadAsync_Resize_ScalesByTheRule()
    {
        var frame = Assert.Single(await Source(options => options with { Resize = new(60, 100) }).TakeAsync(1));

        Assert.Equal((new ImageSize(192, 144), new ImageSize(80, 60)), (frame.Header.Source, frame.Size));
    }

    [Fact]
    public async Task ReadAsync_KeyFramesOnly_GivesOneInTen()
    {
        await _cameras.PlayAsync("/gate", CameraClips.Small);
        var frames = await Source(options => options with { KeyFramesOnly = true }).TakeAsync(4);

        Assert.Equal([0.5, 0.5], frames.Skip(1).Zip(frames.Skip(2), (first, second) => Math.Round((second.Header.Pts - first.Header.Pts).TotalSeconds, 1)));
    }

    [Fact]
    public async Task ReadAsync_UdpTransport_BringsFrames() =>
        Assert.Equal(5, (await Source(options => options with { Transport = RtspTransport.Udp }).TakeAsync(5)).Count);

    [Fact]
    public async Task ReadAsync_NoBufferFree_DropsAndCountsAndGoesOn()
    {
        var source = Source(options => options with { Buffers = 2 });
        await using var connection = source.Connect();
        var held = new List<Frame>();
        await foreach (var frame in connection.ReadAsync(Patience()))
        {
            held.Add(frame);
            if (held.Count == 2)
            {
                _ = Task.Run(() => GiveBackAsync(held[1]));
            }

            if (held.Count == 3)
            {
                break;
            }
        }

        Assert.InRange(_counters.DroppedFor(DropReason.NoBuffer), 5, 1000);
        Assert.Equal(_counters.Received, _counters.DroppedFor(DropReason.NoBuffer)); // the others are for the reader to count
        Assert.Equal(2 + _counters.Dropped, held[2].Header.Index);
        Assert.Equal(TestMedia.GreyOf(0), held[0].Pixels.Span[0], 3.0);
        Assert.Equal(TestMedia.GreyOf(held[2].Header.Index % 40), held[2].Pixels.Span[0], 3.0);
        held.ForEach(frame => frame.Dispose());
        Assert.Equal(0, source.PoolFor(new(192, 144)).Rented);
    }

    [Fact]
    public async Task ReadAsync_SizeChanges_EndsAndTheNextConnectionHasTheNewSize()
    {
        var source = Source();
        await using var connection = source.Connect();
        var frames = new List<ImageSize>();
        await foreach (var frame in connection.ReadAsync(Patience()))
        {
            using (frame)
            {
                frames.Add(frame.Header.Source);
            }

            if (frames.Count == 5)
            {
                await _cameras.PlayAsync("/gate", CameraClips.Large);
            }
        }

        Assert.All(frames, size => Assert.Equal(new(192, 144), size));
        Assert.Equal($"'{_cameras.Url("/gate")}': the size of the picture changed from 192x144 to 320x240", connection.End!.Damage);
        Assert.Equal(frames.Count, connection.End.Frames);
        Assert.Equal(new(320, 240), Assert.Single(await source.TakeAsync(1)).Size);
    }

    [Fact]
    public async Task ReadAsync_Garbage_IsSkipped()
    {
        await using var connection = Source().Connect();
        var times = new List<TimeSpan>();
        await foreach (var frame in connection.ReadAsync(Patience()))
        {
            using (frame)
            {
                times.Add(frame.Header.Pts);
            }

            if (times.Count == 5)
            {
                await _cameras.SendGarbageAsync("/gate", 5);
            }

            if (times.Count == 30)
            {
                break;
            }
        }

        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    [Fact]
    public async Task DisposeAsync_WhileReading_LeavesNoProcessAndNoFile()
    {
        var folders = Sockets();
        await using var connection = Source().Connect();
        var reading = connection.TakeAsync(int.MaxValue);
        await Waiting.UntilAsync(() => connection.DecodedFrames > 3);
        Assert.NotEmpty(RunningProcesses.WithArgument("glip-"));
        await connection.DisposeAsync();
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(() => reading);

        Assert.Equal(folders, Sockets());
        Assert.Equal(0, await _cameras.CountAsync("/gate"));
    }

    private static IEnumerable<string> Sockets() => Directory.EnumerateFiles(Path.GetTempPath(), "packets", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 });

    private static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    private static async Task<ClipFrame> FirstAsync(LiveSource source, Predicate<ClipFrame> condition)
    {
        await using var connection = source.Connect();
        await foreach (var frame in connection.ReadAsync(Patience()))
        {
            using (frame)
            {
                var copy = new ClipFrame(frame.Header, frame.Size, []);
                if (condition(copy))
                {
                    return copy;
                }
            }
        }

        throw new InvalidOperationException("The camera ended.");
    }

    private async Task GiveBackAsync(Frame frame)
    {
        await Waiting.UntilAsync(() => _counters.Dropped >= 5);
        frame.Dispose();
    }

    private LiveSource Source(Func<LiveSourceOptions, LiveSourceOptions>? change = null) =>
        LiveReading.Source((change ?? (options => options))(LiveReading.Options(_cameras.Url("/gate"))), _counters, null, _notices.Add);
}
