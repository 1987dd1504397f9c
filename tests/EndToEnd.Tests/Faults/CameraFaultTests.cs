using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>
/// What can go wrong with a camera, on a real RTSP server, a real ffmpeg and the program as a process. In each case the faulty camera comes
/// back by itself, and the steady one beside it notices nothing.
/// </summary>
public sealed class CameraFaultTests : IAsyncLifetime
{
    private TestCameras _cameras = null!;
    private TestCameras _others = null!;
    private TcpProxy _network = null!;
    private CameraService _service = null!;

    public async Task InitializeAsync()
    {
        _cameras = await TestCameras.StartAsync();
        _others = await TestCameras.StartAsync();
        await _cameras.AddAsync("/faulty", CameraClips.Street);
        await _others.AddAsync("/steady", CameraClips.Small);
        _network = NetworkBefore(_cameras);
        _service = await CameraService.StartAsync(
            CameraService.Stream("faulty", _cameras.Url("/faulty", _network)), CameraService.Stream("steady", _others.Url("/steady")));
        await _service.WaitForStateAsync("faulty", "online");
        await _service.WaitForStateAsync("steady", "online");
        await _service.WaitForFramesAsync("faulty");
    }

    [Fact]
    public Task CameraIsSwitchedOff_ComesBack() => BreakAsync(_cameras.StopAsync, _cameras.RestartAsync);

    [Fact]
    public Task CameraIsTakenAway_ComesBack() => BreakAsync(() => _cameras.RemoveAsync("/faulty"), () => _cameras.AddAsync("/faulty", CameraClips.Street));

    [Fact]
    public Task PasswordIsChanged_ComesBackWithTheOldOne() => BreakAsync(
        async () =>
        {
            await _cameras.RemoveAsync("/faulty");
            await _cameras.AddAsync("/faulty", CameraClips.Street, 10, "viewer", "secret-of-the-camera");
        },
        async () =>
        {
            await _cameras.RemoveAsync("/faulty");
            await _cameras.AddAsync("/faulty", CameraClips.Street);
        });

    [Fact]
    public Task NetworkIsCut_ComesBack() => BreakAsync(
        () => Now(() =>
        {
            _network.Refuse();
            _network.Cut();
        }),
        () => Now(_network.Restore));

    [Fact]
    public Task NetworkIsHalfOpen_ComesBack() => BreakAsync(() => Now(_network.Freeze), () => Now(_network.Restore));

    [Fact]
    public Task StreamFreezesWithoutClosing_ComesBack() => BreakAsync(() => _cameras.FreezeAsync("/faulty"), () => _cameras.ThawAsync("/faulty"));

    [Fact]
    public Task DecoderIsKilled_ComesBack() => BreakAsync(() => Now(() => KillDecoder("KILL")), () => Task.CompletedTask);

    [Fact]
    public Task DecoderHangs_ComesBack() => BreakAsync(() => Now(() => KillDecoder("STOP")), () => Task.CompletedTask);

    [Fact]
    public Task ConnectionsAreDropped_ComesBack() => BreakAsync(() => _cameras.DropAsync("/faulty"), () => Task.CompletedTask);

    [Fact]
    public Task ResolutionChanges_GoesOn() => DisturbAsync(() => _cameras.PlayAsync("/faulty", CameraClips.Large));

    [Fact]
    public Task GarbageArrives_GoesOn() => DisturbAsync(() => _cameras.SendGarbageAsync("/faulty", 20));

    [Fact]
    public Task TimesJumpForward_GoesOn() => DisturbAsync(() => _cameras.JumpAsync("/faulty", TimeSpan.FromHours(2)));

    [Fact]
    public Task TimesRunBackwards_GoesOn() => DisturbAsync(() => _cameras.JumpAsync("/faulty", TimeSpan.FromSeconds(-500)));

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _network.DisposeAsync();
        await _cameras.DisposeAsync();
        await _others.DisposeAsync();
    }

    private static TcpProxy NetworkBefore(TestCameras cameras) => new(cameras.Port);

    private static Task Now(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    /// <summary>A fault that takes the camera away for a while.</summary>
    private async Task BreakAsync(Func<Task> fault, Func<Task> repair)
    {
        var reconnects = _service.Metric("glip_stream_reconnects_total", "faulty");

        await fault();
        await Waiting.UntilAsync(() => _service.StateOf("faulty") == "reconnecting" || _service.Metric("glip_stream_reconnects_total", "faulty") > reconnects);
        await _service.WaitForFramesAsync("steady");
        await repair();

        await _service.WaitForStateAsync("faulty", "online");
        Assert.True(_service.Metric("glip_stream_reconnects_total", "faulty") > reconnects);
        await CheckRecoveryAsync();
    }

    /// <summary>A fault that may or may not need a new connection.</summary>
    private async Task DisturbAsync(Func<Task> fault)
    {
        await fault();

        await _service.WaitForFramesAsync("faulty", 40);
        await CheckRecoveryAsync();
    }

    private async Task CheckRecoveryAsync()
    {
        await _service.WaitForFramesAsync("faulty", 10);
        await _service.WaitForFramesAsync("steady");
        Assert.Equal((0, 0), (_service.Metric("glip_stream_gaps_total", "steady"), _service.Metric("glip_stream_reconnects_total", "steady")));
        await Waiting.UntilAsync(() => _service.Decoders().Count == 2); // none left over
        var (exitCode, _, errors) = await _service.StopAsync();
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("internal error", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(errors.Split('\n'), line => line.Contains(" steady reconnecting", StringComparison.Ordinal));
    }

    private void KillDecoder(string signal) =>
        RunningProcesses.Signal(_service.Decoders().Single(decoder => RunningProcesses.IsConnectedTo(decoder, _network.Port)), signal);
}
