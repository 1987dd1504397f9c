using System.Globalization;
using System.Text.Json;
using Glip.Testing;

namespace Glip.Bench;

/// <summary>From capture to event with one camera, by the camera's own clock, which is that of this machine.</summary>
internal static class LatencyBenchmark
{
    private static readonly string[] s_stages = ["queue", "copy", "vision", "head", "nms", "track", "sink"];

    public static async Task<int> RunAsync(double seconds)
    {
        var cameras = await TestCameras.StartAsync().ConfigureAwait(false);
        await using var endOfCameras = cameras.ConfigureAwait(false);
        await cameras.AddAsync("/street", CameraClips.Street).ConfigureAwait(false);
        var service = await CameraService.StartAsync(CameraService.Stream("street", cameras.Url("/street"))).ConfigureAwait(false);
        await using var end = service.ConfigureAwait(false);
        await Task.Delay(TimeSpan.FromSeconds(seconds)).ConfigureAwait(false);

        var events = service.Events().Where(e => e.GetProperty("captured_at_origin").GetString() == "ntp").ToList();
        Tell("capture to arrival (camera, network)", [.. events.Select(e => Milliseconds(e, "captured_at", "received_at"))]);
        Tell("arrival to event (everything here)", [.. events.Select(e => Milliseconds(e, "received_at", "published_at"))]);
        Tell("capture to event", [.. events.Select(e => Milliseconds(e, "captured_at", "published_at"))]);
        foreach (var stage in s_stages)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {stage,-34} {Mean(service, stage),8:0.00} ms in the mean"));
        }

        return 0;
    }

    private static double Milliseconds(JsonElement e, string from, string to) =>
        (e.GetProperty(to).GetDateTimeOffset() - e.GetProperty(from).GetDateTimeOffset()).TotalMilliseconds;

    private static void Tell(string what, double[] values)
    {
        Array.Sort(values);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-36} {values[values.Length / 2],8:0} ms median {values[values.Length * 95 / 100],8:0} ms 95 %   ({values.Length} events)"));
    }

    private static double Mean(CameraService service, string stage)
    {
        var lines = service.Get("/metrics").Split('\n').Where(line => line.Contains($"stage=\"{stage}\"", StringComparison.Ordinal)).ToList();
        double Of(string suffix) => lines.Where(line => line.StartsWith($"glip_stage_seconds_{suffix}{{", StringComparison.Ordinal)).Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
        return 1000 * Of("sum") / Math.Max(1, Of("count"));
    }
}
