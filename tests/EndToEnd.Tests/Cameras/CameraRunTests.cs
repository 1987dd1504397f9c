using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>What <c>glip run</c> does with cameras when nothing is wrong.</summary>
public sealed class CameraRunTests
{
    /// <summary>So that a busy machine, which looks seldom, finds people too.</summary>
    private const string SoonBelieved = "events: { min_hits: 1, max_age: 4s }";

    [Fact]
    public async Task Run_CameraWithPeople_TellsEventsOfACamera()
    {
        await using var cameras = await TestCameras.StartAsync();
        await cameras.AddAsync("/street", CameraClips.Street);
        await using var service = await CameraService.StartAsync(CameraService.Stream("street", cameras.Url("/street"), SoonBelieved));
        await Waiting.UntilAsync(() => service.Events().Any(e => e.GetProperty("type").GetString() == "end"));

        var (exitCode, output, _) = await service.StopAsync();

        var events = service.Events();
        Assert.Equal(0, exitCode);
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(e => e.GetProperty("seq").GetInt32()));
        Assert.All(events, e => Assert.Equal(("camera", JsonValueKind.Null), (e.GetProperty("source_kind").GetString(), e.GetProperty("media").ValueKind)));
        Assert.All(events, e => Assert.InRange(DateTimeOffset.UtcNow - e.GetProperty("captured_at").GetDateTimeOffset(), TimeSpan.FromSeconds(-1), TimeSpan.FromMinutes(5)));
        Assert.Equal(
            events.Where(e => e.GetProperty("type").GetString() == "start").Select(e => e.GetProperty("event_id").GetGuid()).Order(),
            events.Where(e => e.GetProperty("type").GetString() == "end").Select(e => e.GetProperty("event_id").GetGuid()).Order());
        Assert.Contains("shutdown", events.Select(e => e.GetProperty("end_reason").GetString()));
        Assert.Contains("start", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CameraGoesAway_EndsItsEventsSoon()
    {
        await using var cameras = await TestCameras.StartAsync();
        await cameras.AddAsync("/street", CameraClips.Street);
        await using var service = await CameraService.StartAsync(CameraService.Stream("street", cameras.Url("/street"), SoonBelieved));
        await Waiting.UntilAsync(() => OpenEvents(service) > 0);

        await cameras.StopAsync();

        await Waiting.UntilAsync(() => OpenEvents(service) == 0);
        Assert.Equal("lost", service.Events()[^1].GetProperty("end_reason").GetString());
        Assert.Equal("reconnecting", service.StateOf("street"));
    }

    [Fact]
    public async Task Run_EveryFrame_IsAccountedFor()
    {
        await using var cameras = await TestCameras.StartAsync();
        await cameras.AddAsync("/a", CameraClips.Street, framesPerSecond: 60);
        await using var service = await CameraService.StartAsync(
            $"{{ id: a, source: '{cameras.Url("/a")}', prompt: person }}", $"{{ id: b, source: '{cameras.Url("/a")}', prompt: person, motion_gate: false }}");
        await service.WaitForFramesAsync("a", 20);
        await service.WaitForFramesAsync("b", 100);
        await cameras.StopAsync();
        await service.WaitForStateAsync("a", "reconnecting");
        await service.WaitForStateAsync("b", "reconnecting");

        foreach (var stream in (string[])["a", "b"])
        {
            await Waiting.UntilAsync(() => service.Metric("glip_frames_in_total", stream)
                == service.Metric("glip_frames_analysed_total", stream) + service.Metric("glip_frames_gated_total", stream) + service.Metric("glip_frames_dropped_total", stream));
        }
    }

    [Fact]
    public async Task Run_FileInThePlaceOfACamera_Loops()
    {
        await using var service = await CameraService.StartAsync(CameraService.Stream("rehearsal", CameraClips.Street, "loop: true"));

        await service.WaitForFramesAsync("rehearsal", 100); // the clip has 80

        Assert.Equal(0, (await service.StopAsync()).ExitCode);
    }

    private static int OpenEvents(CameraService service) =>
        service.Events().Sum(e => e.GetProperty("type").GetString() switch { "start" => 1, "end" => -1, _ => 0 });
}
