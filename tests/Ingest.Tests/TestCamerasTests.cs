using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>What other tests rely on: that the cameras do what they are told.</summary>
public sealed class TestCamerasTests : IAsyncLifetime
{
    private static readonly string[] s_timesOfPackets = ["-f", "framecrc"];

    private TestCameras _cameras = null!;

    public async Task InitializeAsync()
    {
        _cameras = await TestCameras.StartAsync();
        await _cameras.AddAsync("/yard", CameraClips.Small);
    }

    public async Task DisposeAsync() => await _cameras.DisposeAsync();

    [Fact]
    public async Task AddAsync_TwoCameras_PlayTheirClips()
    {
        await _cameras.AddAsync("/gate", CameraClips.Large);

        Assert.Equal(["h264,192,144", "h264,320,240"], await Task.WhenAll(CameraClient.ProbeAsync(_cameras.Url("/yard")), CameraClient.ProbeAsync(_cameras.Url("/gate"))));
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("digest")]
    public async Task AddAsync_WithPassword_AsksForIt(string method)
    {
        await _cameras.AskByAsync(method);
        await _cameras.AddAsync("/gate", CameraClips.Small, 10, "guard", "secret");

        Assert.EndsWith("401 Unauthorized (authorization failed)", await CameraClient.ProbeAsync(_cameras.Url("/gate")), StringComparison.Ordinal);
        Assert.EndsWith("401 Unauthorized (authorization failed)", await CameraClient.ProbeAsync(_cameras.Url("/gate", "guard", "guess")), StringComparison.Ordinal);
        Assert.Equal("h264,192,144", await CameraClient.ProbeAsync(_cameras.Url("/gate", "guard", "secret")));
        Assert.Equal("h264,192,144", await CameraClient.ProbeAsync(_cameras.Url("/yard")));
    }

    [Fact]
    public async Task StartAsync_WithCertificate_SpeaksTlsOnly()
    {
        using var folder = new TemporaryFolder();
        await using var cameras = await TestCameras.StartAsync(TestCertificate.Make(folder));
        await cameras.AddAsync("/yard", CameraClips.Small);

        Assert.Equal("h264,192,144", await CameraClient.ProbeAsync(cameras.Url("/yard")));
        Assert.Contains("Invalid data", await CameraClient.ProbeAsync(cameras.Url("/yard").Replace("rtsps:", "rtsp:", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FreezeAsync_UntilThawed_KeepsTheConnectionWithoutPictures()
    {
        await _cameras.AddAsync("/gate", CameraClips.Small);
        await using var run = CameraClient.Play(_cameras.Url("/yard"), s_timesOfPackets);
        await run.ReadUntilAsync(text => Times(text).Count > 3);
        await _cameras.FreezeAsync("/yard");
        Assert.Equal(1, await _cameras.CountAsync("/yard"));

        await using var meanwhile = CameraClient.Play(_cameras.Url("/gate"), s_timesOfPackets);
        await meanwhile.ReadUntilAsync(text => Times(text).Exists(time => time > 1));
        await _cameras.ThawAsync("/yard");
        await run.ReadUntilAsync(text => Times(text) is var times && times.Zip(times.Skip(1)).Any(pair => pair.Second - pair.First > 1));
    }

    [Fact]
    public async Task RemoveAsync_PlayedCamera_EndsItsConnectionsAndIsNotFound()
    {
        await using var run = CameraClient.Play(_cameras.Url("/yard"), s_timesOfPackets);
        await run.ReadUntilAsync(text => Times(text).Count > 3);
        await _cameras.RemoveAsync("/yard");
        await run.ReadToEndAsync();

        Assert.EndsWith("404 Not Found", await CameraClient.ProbeAsync(_cameras.Url("/yard")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DropAsync_PlayedCamera_EndsItsConnectionsOnly()
    {
        await using var run = CameraClient.Play(_cameras.Url("/yard"), s_timesOfPackets);
        await run.ReadUntilAsync(text => Times(text).Count > 3);
        Assert.Equal(1, await _cameras.CountAsync("/yard"));
        await _cameras.DropAsync("/yard");
        await run.ReadToEndAsync();

        Assert.Equal(0, await _cameras.CountAsync("/yard"));
        Assert.Equal("h264,192,144", await CameraClient.ProbeAsync(_cameras.Url("/yard")));
    }

    [Fact]
    public async Task PlayAsync_ClipOfAnotherSize_ComesInTheSameConnection()
    {
        var size = Encoding.Latin1.GetString((await File.ReadAllBytesAsync(CameraClips.Large)).AsSpan(10, 16)); // of the sequence parameter set, behind the delimiter
        await using var run = CameraClient.Play(_cameras.Url("/yard"), "-f", "h264");
        Assert.DoesNotContain(size, await run.ReadUntilAsync(text => text.Length > 8000), StringComparison.Ordinal);

        await _cameras.PlayAsync("/yard", CameraClips.Large);
        await run.ReadUntilAsync(text => text.Contains(size, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SendGarbageAsync_PlayingConnection_CannotDecodeIt()
    {
        await using var run = CameraClient.Play(_cameras.Url("/yard"), ["-c", "rawvideo", .. s_timesOfPackets]);
        await run.ReadUntilAsync(text => Times(text).Count > 3);
        Assert.Empty(run.LastErrors);
        await _cameras.SendGarbageAsync("/yard", 5);

        await run.ReadUntilAsync(_ => run.LastErrors.Any(line => line.Contains("Invalid data", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(-500)]
    public async Task JumpAsync_PlayingConnection_GetsOtherTimes(int seconds)
    {
        await using var run = CameraClient.Play(_cameras.Url("/yard"), s_timesOfPackets);
        await run.ReadUntilAsync(text => Times(text).Count > 3);
        await _cameras.JumpAsync("/yard", TimeSpan.FromSeconds(seconds));
        var times = Times(await run.ReadUntilAsync(text => Times(text).Exists(time => time > 400)));

        const double wrap = (1L << 32) / 90000.0; // ffmpeg takes a time before the first one for the next round of the counter
        Assert.InRange(times[^1], seconds < 0 ? wrap + seconds : seconds, (seconds < 0 ? wrap + seconds : seconds) + 60);
    }

    [Fact]
    public async Task SetClockAsync_OneHourFast_StandsInTheSenderReports()
    {
        await _cameras.SetClockAsync("/yard", TimeSpan.FromHours(1));
        await using var run = CameraClient.Play(_cameras.Url("/yard"), "-f", "mp4", "-movflags", "frag_every_frame+empty_moov", "-write_prft", "wallclock");

        // Before the first report ffmpeg tells its own time.
        await run.ReadUntilAsync(text => LastReferenceTime(text) is { } time && Math.Abs((time - DateTimeOffset.UtcNow - TimeSpan.FromHours(1)).TotalSeconds) < 60);
    }

    [Fact]
    public async Task RestartAsync_AfterStop_HasTheSameCamerasOnTheSamePort()
    {
        var url = _cameras.Url("/yard");
        await using var run = CameraClient.Play(url, s_timesOfPackets);
        await run.ReadUntilAsync(text => Times(text).Count > 3);
        await _cameras.StopAsync();
        await run.ReadToEndAsync();
        Assert.EndsWith("Connection refused", await CameraClient.ProbeAsync(url), StringComparison.Ordinal);

        await _cameras.RestartAsync();
        Assert.Equal("h264,192,144", await CameraClient.ProbeAsync(url));
    }

    [Fact]
    public async Task FreezeAsync_UnknownCamera_IsRefused() =>
        Assert.Contains("'/barn'", (await Assert.ThrowsAsync<InvalidOperationException>(() => _cameras.FreezeAsync("/barn"))).Message, StringComparison.Ordinal);

    /// <summary>Times of packets in seconds, from the lines of ffmpeg's framecrc: stream, time of decoding, of showing, duration, size, sum.</summary>
    private static List<double> Times(string text) =>
        [.. text.Split('\n')[..^1].Where(line => !line.StartsWith('#')).Select(line => long.Parse(line.Split(',')[2], CultureInfo.InvariantCulture) / 90000.0)];

    /// <remarks>ISO/IEC 14496-12, 8.16.5: version and flags, track, then NTP time in 32.32 bits.</remarks>
    private static DateTimeOffset? LastReferenceTime(string mp4)
    {
        var box = mp4.LastIndexOf("prft", StringComparison.Ordinal);
        return box >= 0 && box + 20 <= mp4.Length
            ? new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(BinaryPrimitives.ReadUInt32BigEndian(Encoding.Latin1.GetBytes(mp4.Substring(box + 12, 4))))
            : null;
    }
}
