using System.Text;
using Glip.Host;
using Glip.Inference;
using Glip.Ingest;
using Glip.Testing;

namespace Glip.Bench;

/// <summary>Events on held-out quiet footage, and people found in the demo clip, with and without what is done against false alarms.</summary>
internal static class FalseAlarmBenchmark
{
    private const string Phrases = "person, bicycle, bird, motorcycle, dog";
    private const string Decoys = "[fire hydrant, potted plant, umbrella, bench, kite, parking meter, chair, traffic light]";

    private static readonly string[] s_rates = ["6/h", "1/h", "1/day"];

    public static async Task<int> RunAsync()
    {
        using var folder = new TemporaryFolder();
        var clips = new QuietClips(folder.Path);
        var (learned, heldOut) = (clips.ToLearnFrom(), clips.HeldOut());
        using var detector = GlipDetector.Open(ModelPackage.Open(Repository.Nano));
        var text = new StringBuilder()
            .AppendLine("| settings | thresholds | events on held-out quiet footage (3 min) | people found, of 20 | events of people |")
            .AppendLine("|---|---|---|---|---|");
        foreach (var (name, options) in new[] { ("threshold 0.5", "0.5"), ("threshold 0.3", "0.3"), ("threshold 0.2", "0.2"), ("threshold 0.2, decoys of the model's own words", "0.2 " + Decoys) })
        {
            await AddAsync(text, new FalseAlarmCase(name, Read(folder, options), detector), heldOut).ConfigureAwait(false);
        }

        var lowest = Read(folder, "0.2");
        foreach (var rate in s_rates)
        {
            using var stop = new StopSignal();
            var calibrated = await new Calibration(lowest, detector, new FfmpegProcess(), new PlainView())
                .RunAsync(lowest.Streams[0], [.. learned], TimeSpan.Zero, AlarmRate.Parse(rate)!, stop).ConfigureAwait(false);
            var stream = lowest.Streams[0].WithPrompt(lowest.Streams[0].Prompt.With(calibrated.Select(phrase => phrase.Sought with { EnterThreshold = phrase.Enter, LeaveThreshold = phrase.Leave })));
            await AddAsync(text, new FalseAlarmCase($"0.2, calibrated for {rate}", lowest with { Streams = [stream] }, detector), heldOut).ConfigureAwait(false);
        }

        var page = (await File.ReadAllTextAsync(ResultsPath).ConfigureAwait(false)).Split("<!-- table -->")[0] + "<!-- table -->\n\n" + text;
        await File.WriteAllTextAsync(ResultsPath, page).ConfigureAwait(false);
        return 0;
    }

    private static string ResultsPath => Path.Combine(Repository.Root, "bench", "results", "false-alarms.md");

    private static async Task AddAsync(StringBuilder text, FalseAlarmCase settings, IReadOnlyList<string> heldOut)
    {
        var quiet = await settings.QuietEventsAsync(heldOut).ConfigureAwait(false);
        var (found, events) = await settings.RecallAsync().ConfigureAwait(false);
        var line = FormattableString.Invariant($"| {settings.Name} | {settings.Thresholds()} | {quiet} | {found} | {events} |");
        text.AppendLine(line);
        Console.Out.WriteLine(line);
    }

    private static GlipConfiguration Read(TemporaryFolder folder, string options)
    {
        var (threshold, decoys) = options.Split(' ', 2) is [var number, var list] ? (number, list) : (options, "default");
        File.WriteAllText(folder.File("bench.yaml"), $$"""
            model: { package: {{Repository.Nano}} }
            streams:
              - { id: yard, source: {{Repository.DemoClip}}, prompt: { phrases: [{{Phrases}}], decoys: {{decoys}} }, events: { enter_threshold: {{threshold}}, leave_threshold: {{(threshold == "0.2" ? "0.15" : threshold == "0.3" ? "0.2" : "0.35")}} } }
            """);
        return ConfigurationReader.Read(folder.File("bench.yaml"), null);
    }
}
