using System.Diagnostics;
using System.Globalization;
using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

public sealed class FileSourceEndTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_Cancelled_EndsAtOnceAndLeavesNothing()
    {
        await using var source = await OpenAsync();
        using var cancellation = new CancellationTokenSource();
        await using var frames = source.ReadAsync(cancellation.Token).GetAsyncEnumerator(CancellationToken.None);
        await TakeAsync(frames, 3);
        var process = Process();
        var clock = Stopwatch.StartNew();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await TakeAsync(frames, int.MaxValue));
        Assert.False(RunningProcesses.Exists(process));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2));
        Assert.Equal(0, source.Pool.Rented);
        Assert.Null(source.End);
    }

    [Fact]
    public async Task ReadAsync_CancelledWhileFfmpegHangs_EndsAtOnceAndLeavesNothing()
    {
        await using var source = await OpenAsync();
        using var cancellation = new CancellationTokenSource();
        await using var frames = source.ReadAsync(cancellation.Token).GetAsyncEnumerator(CancellationToken.None);
        await TakeAsync(frames, 1);
        var process = Process();
        Signal("STOP", process);
        var waiting = TakeAsync(frames, int.MaxValue);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(RunningProcesses.Exists(process));
        Assert.Equal(0, source.Pool.Rented);
    }

    [Fact]
    public async Task ReadAsync_ReaderStopsEarly_EndsFfmpeg()
    {
        await using var source = await OpenAsync();
        var process = 0;
        await foreach (var frame in source.ReadAsync(CancellationToken.None))
        {
            frame.Dispose();
            process = Process();
            break;
        }

        Assert.False(RunningProcesses.Exists(process));
        Assert.Equal(0, source.Pool.Rented);
    }

    [Fact]
    public async Task DisposeAsync_InTheMiddle_EndsFfmpeg()
    {
        var source = await OpenAsync();
        var frames = source.ReadAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        await TakeAsync(frames, 1);
        var process = Process();
        await source.DisposeAsync();
        await source.DisposeAsync();

        Assert.False(RunningProcesses.Exists(process));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => TakeAsync(frames, int.MaxValue));
        Assert.Equal(0, source.Pool.Rented);
    }

    [Fact]
    public async Task ReadAsync_FfmpegKilledFromOutside_EndsWithDamage()
    {
        await using var source = await OpenAsync();
        await using var frames = source.ReadAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        await TakeAsync(frames, 3);
        Signal("KILL", Process());
        await TakeAsync(frames, int.MaxValue);

        Assert.Contains("(ffmpeg was killed)", source.End!.Damage, StringComparison.Ordinal);
        Assert.InRange(source.End.Frames, 3, 1000);
        Assert.Equal(0, source.Pool.Rented);
    }

    [Fact]
    public async Task ReadAsync_AllBuffersInUse_WaitsForOne()
    {
        await using var source = await OpenAsync(Clip.Options with { Buffers = 2 });
        await using var frames = source.ReadAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await frames.MoveNextAsync());
        using var first = frames.Current;
        Assert.True(await frames.MoveNextAsync());
        using var second = frames.Current;
        var third = frames.MoveNextAsync();
        Assert.False(third.IsCompleted);
        Assert.Equal(2, source.Pool.Rented);
        first.Dispose();

        Assert.True(await third);
        Assert.Equal(2, frames.Current.Header.Index);
        frames.Current.Dispose();
    }

    [Fact]
    public async Task ReadAsync_SecondTime_IsRefused()
    {
        await using var source = await OpenAsync();
        await using var frames = source.ReadAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        await TakeAsync(frames, 1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => TakeAsync(source.ReadAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None), 1));
    }

    /// <summary>Far more frames than fit into the pipe.</summary>
    private Task<FileSource> OpenAsync(FileSourceOptions? options = null)
    {
        var path = TestMedia.Make(_folder.File("long.mkv"), "-f", "lavfi", "-i", "testsrc2=s=320x240:d=60", "-c:v", "mpeg4");
        return FileSource.OpenAsync(new FfmpegProcess(), path, options ?? Clip.Options, CancellationToken.None);
    }

    private int Process() => Assert.Single(RunningProcesses.WithArgument(_folder.File("long.mkv")));

    private static async Task TakeAsync(IAsyncEnumerator<Frame> frames, int count)
    {
        for (var i = 0; i < count && await frames.MoveNextAsync(); i++)
        {
            frames.Current.Dispose();
        }
    }

    private static void Signal(string name, int process)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [$"-{name}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
