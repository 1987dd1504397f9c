using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>Cameras through TLS.</summary>
public sealed class LiveTlsTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _otherFolder = new();
    private TestCertificate _certificate = null!;
    private TestCameras _cameras = null!;

    public async Task InitializeAsync()
    {
        _certificate = TestCertificate.Make(_folder);
        _cameras = await TestCameras.StartAsync(_certificate);
        await _cameras.AddAsync("/gate", CameraClips.Small, 20, "guard", "hidden");
    }

    public async Task DisposeAsync() => await _cameras.DisposeAsync();

    public void Dispose()
    {
        _folder.Dispose();
        _otherFolder.Dispose();
    }

    [Fact]
    public async Task ReadAsync_TrustedCertificate_GivesFrames()
    {
        await using var connection = LiveReading.Source(Options() with { CaFile = _certificate.CertificatePath }).Connect();
        var frames = await connection.TakeAsync(5);

        Assert.Equal(5, frames.Count);
        Assert.InRange(connection.BytesReceived!.Value, 1000, 1_000_000);
    }

    [Fact]
    public async Task ReadAsync_CertificateOfSomebodyElse_IsRefused() =>
        await RefuseAsync(Options() with { CaFile = TestCertificate.Make(_otherFolder).CertificatePath });

    [Fact]
    public async Task ReadAsync_CertificateTheSystemDoesNotKnow_IsRefused() => await RefuseAsync(Options());

    [Fact]
    public async Task ReadAsync_CertificateOfAnotherHost_IsRefused()
    {
        var address = _cameras.Url("/gate", "guard", "hidden").Replace("127.0.0.1", "[::ffff:127.0.0.1]", StringComparison.Ordinal);

        await RefuseAsync(LiveReading.Options(address) with { CaFile = _certificate.CertificatePath });
    }

    [Fact]
    public async Task ReadAsync_NothingToBeVerified_GivesFrames() =>
        Assert.Single(await LiveReading.Source(Options() with { TlsVerify = false }).TakeAsync(1));

    [Fact]
    public async Task ReadAsync_CameraWithoutTls_SaysSo()
    {
        await using var cameras = await TestCameras.StartAsync();
        var source = LiveReading.Source(LiveReading.Options($"rtsps://127.0.0.1:{cameras.Port}/gate") with { Timeout = TimeSpan.FromSeconds(2) });
        var error = await Assert.ThrowsAsync<UnavailableException>(() => source.TakeAsync(1));

        Assert.Matches("does not speak TLS|no answer", error.Message);
    }

    [Fact]
    public async Task ReadAsync_CameraIsOff_SaysSo()
    {
        await _cameras.StopAsync();
        var error = await Assert.ThrowsAsync<UnavailableException>(() => LiveReading.Source(Options()).TakeAsync(1));

        Assert.Equal($"'{_cameras.Url("/gate")}' gives no picture: connection refused", error.Message);
    }

    [Fact]
    public void LiveSource_NoCertificateInTheFile_IsAWrongSetting()
    {
        var error = Assert.Throws<ConfigurationException>(() => LiveReading.Source(Options() with { CaFile = _certificate.KeyPath }));

        Assert.Contains("holds no certificate", error.Message, StringComparison.Ordinal);
        Assert.Throws<ConfigurationException>(() => LiveReading.Source(Options() with { CaFile = "/nowhere.pem" }));
    }

    private static async Task RefuseAsync(LiveSourceOptions options)
    {
        var error = await Assert.ThrowsAsync<UnavailableException>(() => LiveReading.Source(options).TakeAsync(1));

        Assert.StartsWith($"'{options.Address}' gives no picture: its certificate is not trusted (", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error.Message, StringComparison.Ordinal);
    }

    private LiveSourceOptions Options() => LiveReading.Options(_cameras.Url("/gate", "guard", "hidden"));
}
