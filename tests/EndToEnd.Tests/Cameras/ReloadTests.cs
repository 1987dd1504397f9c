using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>A configuration that changes while the program runs.</summary>
public sealed class ReloadTests : IAsyncLifetime
{
    private TestCameras _cameras = null!;
    private CameraService _service = null!;
    private string _steady = null!;
    private int _decoder;

    public async Task InitializeAsync()
    {
        _cameras = await TestCameras.StartAsync();
        await _cameras.AddAsync("/steady", CameraClips.Small);
        await _cameras.AddAsync("/other", CameraClips.Street);
        _steady = CameraService.Stream("steady", _cameras.Url("/steady"));
        _service = await CameraService.StartAsync(_steady);
        await _service.WaitForStateAsync("steady", "online");
        _decoder = _service.Decoders().Single();
    }

    [Fact]
    public async Task HangUp_StreamsComeAndGo_OthersAreNotTouched()
    {
        await ChangeToAsync(_steady, Other());
        await _service.WaitForStateAsync("other", "online");
        await ChangeToAsync(_steady, Other("enabled: false"));
        await _service.WaitForStateAsync("other", "disabled");
        await Waiting.UntilAsync(() => _service.Decoders().Count == 1);
        await ChangeToAsync(_steady, Other("enabled: true"));
        await _service.WaitForStateAsync("other", "online");
        await ChangeToAsync(_steady, Other("fps: 3"));
        await _service.WaitForFramesAsync("other");
        await ChangeToAsync(_steady);
        await _service.WaitForStateAsync("other", "unknown");

        await CheckSteadyAsync();
    }

    [Theory]
    [InlineData("streams: [")]
    [InlineData("streams: [{ id: steady, source: 'rtsp://127.0.0.1/x', promt: person }]")]
    public async Task HangUp_ConfigurationIsWrong_ChangesNothing(string wrong)
    {
        await File.WriteAllTextAsync(Path.Combine(_service.Folder, "cameras.yaml"), wrong);
        _service.Program.Signal("HUP");
        await Waiting.UntilAsync(() => _service.Program.ErrorsSoFar.Contains("configuration not reloaded", StringComparison.Ordinal));
        await _service.WaitForFramesAsync("steady", 20);

        await CheckSteadyAsync();
    }

    [Fact]
    public async Task HangUp_LastStreamIsSwitchedOff_ProgramGoesOn()
    {
        await ChangeToAsync(CameraService.Stream("steady", _cameras.Url("/steady"), "enabled: false"));
        await _service.WaitForStateAsync("steady", "disabled");
        await ChangeToAsync(_steady);
        await _service.WaitForStateAsync("steady", "online");

        Assert.Equal(0, (await _service.StopAsync()).ExitCode);
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _cameras.DisposeAsync();
    }

    private string Other(string more = "") => CameraService.Stream("other", _cameras.Url("/other"), more);

    private Task ChangeToAsync(params string[] streams)
    {
        _service.Configure(streams);
        _service.Program.Signal("HUP");
        return Task.CompletedTask;
    }

    private async Task<string> CheckSteadyAsync()
    {
        await _service.WaitForFramesAsync("steady");
        await Waiting.UntilAsync(() => _service.Decoders().Count == 1);
        Assert.Equal([_decoder], _service.Decoders());
        Assert.Equal(0, _service.Metric("glip_stream_gaps_total", "steady"));
        var (exitCode, _, errors) = await _service.StopAsync();
        Assert.Equal(0, exitCode);
        return errors;
    }
}
