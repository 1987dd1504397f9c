using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>Cameras that cannot be reached, or no more.</summary>
public sealed class LiveFailureTests : IAsyncLifetime
{
    private TestCameras _cameras = null!;

    public async Task InitializeAsync()
    {
        _cameras = await TestCameras.StartAsync();
        await _cameras.AddAsync("/gate", CameraClips.Small, 20);
        await _cameras.AddAsync("/locked", CameraClips.Small, 20, "guard", "secret&word");
    }

    public async Task DisposeAsync() => await _cameras.DisposeAsync();

    [Theory]
    [InlineData("basic")]
    [InlineData("digest")]
    public async Task ReadAsync_RightPassword_GivesFrames(string method)
    {
        await _cameras.AskByAsync(method);

        Assert.Single(await LiveReading.Source(LiveReading.Options(_cameras.Url("/locked", "guard", "secret%26word"))).TakeAsync(1));
    }

    [Fact]
    public async Task ReadAsync_WrongPassword_SaysSoWithoutIt()
    {
        var error = await FailAsync(_cameras.Url("/locked", "guard", "guessed"));

        Assert.Equal($"'{_cameras.Url("/locked")}' gives no picture: the user name or password was refused (401)", error);
    }

    [Fact]
    public async Task ReadAsync_NoSuchStream_SaysSo() => Assert.EndsWith("there is no such stream (404)", await FailAsync(_cameras.Url("/none")), StringComparison.Ordinal);

    [Fact]
    public async Task ReadAsync_NobodyListens_SaysSo()
    {
        await _cameras.StopAsync();

        Assert.EndsWith("connection refused", await FailAsync(_cameras.Url("/gate")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NoSuchHost_SaysSo() => Assert.EndsWith("no such host", await FailAsync("rtsp://camera.invalid/x"), StringComparison.Ordinal);

    [Fact]
    public async Task ReadAsync_NoSuchFile_SaysSo() => Assert.EndsWith("there is no such file or device", await FailAsync("/nowhere/clip.mp4"), StringComparison.Ordinal);

    [Fact]
    public async Task ReadAsync_FileIsNoVideo_SaysSoOnce()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "rtsp_cameras.py");

        Assert.Equal($"'{file}' gives no picture: ffmpeg said: Invalid data found when processing input", await FailAsync(file));
    }

    [Fact]
    public async Task ReadAsync_NoSuchDevice_SaysSo() => Assert.EndsWith("there is no such file or device", await FailAsync("/dev/video99"), StringComparison.Ordinal);

    [Theory]
    [InlineData("rtsp")]
    [InlineData("http")]
    [InlineData("rtmp")]
    public async Task ReadAsync_ServerIsSilent_GivesUp(string protocol)
    {
        await using var proxy = new TcpProxy(_cameras.Port);
        proxy.Freeze();

        Assert.EndsWith("no answer within 1 s", await FailAsync($"{protocol}://guard:hidden@127.0.0.1:{proxy.Port}/a/b"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NetworkDies_EndsAfterTheTimeout()
    {
        await using var proxy = new TcpProxy(_cameras.Port);

        Assert.Contains("the connection ended (no answer within 1 s)", await LoseAsync(_cameras.Url("/gate", proxy), () => Do(proxy.Freeze)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_ConnectionIsCut_Ends()
    {
        await using var proxy = new TcpProxy(_cameras.Port);

        Assert.Contains("the connection ended (", await LoseAsync(_cameras.Url("/gate", proxy), () => Do(proxy.Cut)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_CameraCloses_Ends() =>
        Assert.Contains("the connection ended (", await LoseAsync(_cameras.Url("/gate"), () => _cameras.DropAsync("/gate")), StringComparison.Ordinal);

    [Fact]
    public async Task ReadAsync_FfmpegMissing_LeavesNothingBehind()
    {
        using var folder = new TemporaryFolder();
        var source = new LiveSource(new FfmpegProcess(folder.Path), LiveReading.Options(_cameras.Url("/gate")), new FrameCounters("gate"), TimeProvider.System);

        await Assert.ThrowsAsync<MissingPartException>(() => source.TakeAsync(1));
    }

    private static async Task<string> FailAsync(string address)
    {
        var options = LiveReading.Options(address) with { Timeout = TimeSpan.FromSeconds(1) };
        var error = await Assert.ThrowsAsync<UnavailableException>(() => LiveReading.Source(options).TakeAsync(1));
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("hidden", error.Message, StringComparison.Ordinal);
        return error.Message;
    }

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private static async Task<string> LoseAsync(string address, Func<Task> lose)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var connection = LiveReading.Source(LiveReading.Options(address) with { Timeout = TimeSpan.FromSeconds(1) }).Connect();
        var frames = 0;
        await foreach (var frame in connection.ReadAsync(patience.Token))
        {
            frame.Dispose();
            if (++frames == 3)
            {
                await lose();
            }
        }

        Assert.Equal(frames, connection.End!.Frames);
        return connection.End.Damage!;
    }
}
