using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>A secret stands in every place of a configuration where one can stand, and is to be seen nowhere else.</summary>
public sealed class CameraSecretsTests
{
    private static readonly string[] s_secrets = ["hunter2-plain", "hunter2-of-the-file", "hunter2%2Dencoded", "hunter2-encoded", "hunter2-token", "hunter2-collector", "hunter2-misplaced"];

    [Fact]
    public async Task Secrets_InEveryPlace_AreNowhereToBeSeen()
    {
        await using var cameras = await TestCameras.StartAsync();
        await cameras.AddAsync("/door", CameraClips.Small, 10, "viewer", "hunter2-plain");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("secret"), "hunter2-of-the-file\n");
        var closed = cameras.Port;
        await using var service = await CameraService.StartAsync(
            CameraService.Stream("good", cameras.Url("/door", "viewer", "hunter2-plain")),
            CameraService.Stream("wrong", cameras.Url("/door", "viewer", $"${{file:{folder.File("secret")}}}")),
            CameraService.Stream("encoded", cameras.Url("/door", "viewer", "hunter2%2Dencoded")),
            CameraService.Stream("token", $"http://127.0.0.1:{closed}/video.mp4?token=hunter2-token"));
        await service.WaitForStateAsync("good", "online");
        await service.WaitForStateAsync("wrong", "reconnecting");
        await service.WaitForStateAsync("token", "reconnecting");
        var arguments = service.Decoders().Select(RunningProcesses.ArgumentsOf);

        var seen = string.Join('\n', [.. arguments, service.Get("/metrics"), service.Get("/health/ready")]);
        var (_, output, errors) = await service.StopAsync();
        var (_, checkOutput, checkErrors) = await GlipProgram.RunAsync(service.Folder, "check", "cameras.yaml", "--connect");

        Assert.Contains("online", errors, StringComparison.Ordinal);
        Assert.Contains("good: 192x144", checkOutput, StringComparison.Ordinal);
        Assert.All(s_secrets, secret => Assert.DoesNotContain(secret, $"{seen}{output}{errors}{checkOutput}{checkErrors}", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Secrets_InAWrongPlace_AreNotPrintedWithTheError()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("secret"), "hunter2-misplaced");
        await File.WriteAllTextAsync(
            folder.File("cameras.yaml"),
            $"streams: [{{ id: a, source: 'rtsp://u:hunter2-plain@127.0.0.1:99999/x', prompt: person, fps: '${{file:{folder.File("secret")}}}' }}]\ntelemetry: {{ otlp: 'hunter2-collector' }}\n");

        var (exitCode, output, errors) = await GlipProgram.RunAsync(folder.Path, "run", "cameras.yaml");

        Assert.Equal(2, exitCode);
        Assert.Contains("fps", errors, StringComparison.Ordinal);
        Assert.All(s_secrets, secret => Assert.DoesNotContain(secret, output + errors, StringComparison.OrdinalIgnoreCase));
    }
}
