using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>Sources over HTTP, HTTPS, RTMP and UDP.</summary>
public sealed class LiveWebTests : IDisposable
{
    private static readonly string[] s_encoding = ["-f", "lavfi", "-i", "testsrc2=s=160x120:r=10:d=1", .. CameraClips.Encoding, "-tune", "zerolatency"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("clip.mp4", false)]
    [InlineData("clip.mkv", false)]
    [InlineData("clip.mkv", true)]
    public async Task ReadAsync_Recording_GivesAllAndEndsWhole(string file, bool secure)
    {
        var certificate = secure ? TestCertificate.Make(_folder) : null;
        TestMedia.Make(_folder.File(file), [.. s_encoding, "-movflags", "+faststart"]);
        await using var server = new WebServer(_folder.Path, certificate);
        await using var connection = Source(server, file, certificate).Connect();
        var frames = await connection.TakeAsync(int.MaxValue);

        Assert.Equal(10, frames.Count);
        Assert.Null(connection.End!.Damage);
        Assert.InRange(connection.BytesReceived!.Value, new FileInfo(_folder.File(file)).Length / 2, new FileInfo(_folder.File(file)).Length);
    }

    [Fact]
    public async Task ReadAsync_Playlist_GivesAll()
    {
        var clip = TestMedia.Make(_folder.File("clip.mp4"), s_encoding);
        TestMedia.Make(_folder.File("clip.m3u8"), "-i", clip, "-c", "copy", "-f", "hls", "-hls_time", "1");
        await using var server = new WebServer(_folder.Path);

        Assert.Equal(10, (await Source(server, "clip.m3u8").TakeAsync(10)).Count);
    }

    [Fact]
    public async Task ReadAsync_Pictures_HaveTheTimesOfTheirArrival()
    {
        TestMedia.Make(_folder.File("live.jpg"), [.. s_encoding[..4], "-frames:v", "1"]);
        await using var server = new WebServer(_folder.Path);
        await using var connection = Source(server, "live.jpg").Connect();
        var frames = await connection.TakeAsync(6);

        Assert.Equal((new ImageSize(160, 120), "mjpeg"), (connection.Info!.Size, connection.Info.Codec));
        Assert.Null(connection.Info.FramesPerSecond);
        Assert.All(frames, frame => Assert.Equal(CaptureOrigin.Arrival, frame.Header.CapturedAtOrigin));
        Assert.InRange((frames[5].Header.Pts - frames[1].Header.Pts).TotalSeconds, 0.5, 5);
    }

    [Fact]
    public async Task ReadAsync_CertificateUnknown_IsRefused()
    {
        TestMedia.Make(_folder.File("live.jpg"), [.. s_encoding[..4], "-frames:v", "1"]);
        await using var server = new WebServer(_folder.Path, TestCertificate.Make(_folder));
        var error = await Assert.ThrowsAsync<UnavailableException>(() => Source(server, "live.jpg").TakeAsync(1));

        Assert.EndsWith("its certificate is not trusted", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.mp4", "there is no such stream (404)")]
    [InlineData("page.mp4", "ffmpeg said: Invalid data found when processing input")]
    public async Task ReadAsync_NoVideo_SaysSoWithoutSecrets(string file, string reason)
    {
        await File.WriteAllTextAsync(_folder.File("page.mp4"), "<html>");
        await using var server = new WebServer(_folder.Path);
        var error = await Assert.ThrowsAsync<UnavailableException>(() => Source(server, file).TakeAsync(1));

        Assert.EndsWith(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("udp", "mpegts")]
    [InlineData("rtmp", "flv")]
    public async Task ReadAsync_FfmpegSends_GivesFrames(string protocol, string format)
    {
        using var proxy = new System.Net.Sockets.UdpClient(0, System.Net.Sockets.AddressFamily.InterNetwork);
        var port = ((System.Net.IPEndPoint)proxy.Client.LocalEndPoint!).Port;
        proxy.Dispose();
        string[] listen = protocol == "rtmp" ? ["-listen", "1"] : [];
        await using var sender = new FfmpegProcess().Start(
            FfmpegProgram.Ffmpeg,
            ["-nostdin", "-re", "-f", "lavfi", "-i", "testsrc2=s=160x120:r=10", .. CameraClips.Encoding, "-tune", "zerolatency", "-f", format, .. listen, $"{protocol}://127.0.0.1:{port}/live/x"]);
        var source = LiveReading.Source(LiveReading.Options($"{protocol}://127.0.0.1:{port}/live/x"));
        var frames = new List<ClipFrame>();
        for (var attempt = 0; frames.Count == 0; attempt++)
        {
            try
            {
                frames = await source.TakeAsync(5);
            }
            catch (UnavailableException) when (attempt < 50)
            {
                // The sender does not listen yet.
            }
        }

        Assert.Equal(5, frames.Count);
    }

    private static LiveSource Source(WebServer server, string file, TestCertificate? certificate = null) =>
        LiveReading.Source(LiveReading.Options(server.Url(file)) with { CaFile = certificate?.CertificatePath });
}
