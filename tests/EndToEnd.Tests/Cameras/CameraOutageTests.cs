using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>A camera that is away for two minutes.</summary>
public sealed class CameraOutageTests
{
    private static readonly TimeSpan s_outage = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Outage_OfTwoMinutes_CostsFewAttemptsAndLeavesNothingBehind()
    {
        await using var cameras = await TestCameras.StartAsync();
        await cameras.AddAsync("/gate", CameraClips.Small);
        await using var network = new TcpProxy(cameras.Port);
        await using var service = await CameraService.StartAsync(CameraService.Stream("gate", cameras.Url("/gate", network)));
        await service.WaitForFramesAsync("gate", 30);
        await LoseShortlyAsync(cameras, service);
        var (memory, handles, connections) = (service.ResidentMebibytes(), RunningProcesses.HandlesOf(service.Program.Id), network.Accepted);

        await cameras.StopAsync();
        await Task.Delay(s_outage);
        var attempts = network.Accepted - connections;
        await cameras.RestartAsync();
        await service.WaitForFramesAsync("gate", 30);

        // The limits 1, 2, 4 … 60 s give about 9 attempts in the mean; 3 and 30 are beyond any luck.
        Assert.InRange(attempts, 3, 30);
        Assert.InRange(service.ResidentMebibytes() - memory, double.MinValue, 24);
        await Waiting.UntilAsync(() => service.Decoders().Count == 1);
        await Waiting.UntilAsync(() => RunningProcesses.HandlesOf(service.Program.Id) <= handles + 4); // some are the questions' own
        Assert.Equal(0, (await service.StopAsync()).ExitCode);
    }

    /// <summary>What a first loss makes the program load stays open, once.</summary>
    private static async Task LoseShortlyAsync(TestCameras cameras, CameraService service)
    {
        await cameras.StopAsync();
        await service.WaitForStateAsync("gate", "reconnecting");
        await cameras.RestartAsync();
        await service.WaitForFramesAsync("gate", 30);
    }
}
