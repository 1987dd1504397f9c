using System.Text.Json;
using Glip.Ingest;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary><c>glip run</c> over files.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RunCommandTests() => TestMedia.Make(_folder.File("clip.mp4"), "-i", Repository.DemoClip, "-frames:v", "40", "-c:v", "libx264", "-preset", "veryfast");

    [Fact]
    public async Task Run_SeveralStreams_WritesAFileForEach()
    {
        var result = await RunAsync("""
            prompts: { people: { phrases: [{ phrase: person, enter_threshold: 0.6, leave_threshold: 0.3 }] } }
            streams:
              - { id: all, source: clip.mp4, prompt: people }
              - { id: some, source: clip.mp4, prompt: people, fps: 5 }
            sinks:
              files: { directory: events }
              snapshots: {}
              video: { directory: videos }
              report: { directory: reports }
            """);

        Assert.Equal((0, string.Empty), (result.ExitCode, result.Errors));
        Assert.Contains("all: 40 frames analysed", result.Output, StringComparison.Ordinal);
        Assert.Contains("some: 20 frames analysed", result.Output, StringComparison.Ordinal);
        var all = Events("all");
        Assert.All(all, e => Assert.Equal(0.6, e.GetProperty("phrases")[0].GetProperty("enter_threshold").GetDouble()));
        Assert.All(all, e => Assert.Equal("clip.mp4", e.GetProperty("media").GetProperty("path").GetString()));
        Assert.All(Events("some"), e => Assert.Equal(0, e.GetProperty("frame_index").GetInt32() % 2));
        Assert.NotEqual(all[0].GetProperty("media").GetProperty("run_id").GetString(), Events("some")[0].GetProperty("media").GetProperty("run_id").GetString());
        var video = await new MediaProbe(new FfmpegProcess()).ReadAsync(_folder.File("data", "videos", "all.mp4"), CancellationToken.None);
        Assert.Equal(4.0, video.Duration!.Value.TotalSeconds, 0.11);
        Assert.True(File.Exists(_folder.File("data", "reports", "some.html")));
        Assert.True(File.Exists(_folder.File("data", all[0].GetProperty("snapshot_path").GetString()!)));
    }

    [Fact]
    public async Task Run_OneFileForAllStreams_HoldsWholeLinesOfEach()
    {
        await RunAsync("""
            streams:
              - { id: a, source: clip.mp4, prompt: person }
              - { id: b, source: clip.mp4, prompt: car }
            sinks: { files: { path: events.jsonl } }
            """);

        var lines = File.ReadLines(_folder.File("data", "events.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["a", "b"], lines.Select(e => e.GetProperty("stream").GetString()).Distinct().Order());
        Assert.All(lines, e => Assert.Equal(JsonValueKind.Null, e.GetProperty("snapshot_path").ValueKind));
    }

    [Fact]
    public async Task Run_Twice_AppendsTheSameEvents()
    {
        const string yaml = "streams: [{ id: a, source: clip.mp4, prompt: person }]\nsinks: { files: { path: events.jsonl } }";
        await RunAsync(yaml);
        var first = Ids();

        await RunAsync(yaml);

        Assert.NotEmpty(first);
        Assert.Equal([.. first, .. first], Ids());
    }

    [Fact]
    public async Task Run_ReportWithoutSnapshots_ShowsPicturesAndNamesNone()
    {
        await RunAsync("""
            streams: [{ id: a, source: clip.mp4, prompt: person }]
            sinks: { files: { path: events.jsonl }, report: { path: report.html } }
            """);

        Assert.Contains("data:image/jpeg", await File.ReadAllTextAsync(_folder.File("data", "report.html")), StringComparison.Ordinal);
        Assert.DoesNotContain("snapshots/", await File.ReadAllTextAsync(_folder.File("data", "events.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BothFormats_TellTheSame()
    {
        await RunAsync("""
            streams: [{ id: a, source: clip.mp4, prompt: [person, car] }]
            sinks: { files: { directory: events, formats: [jsonl, csv] } }
            """);

        var events = Directory.EnumerateFiles(_folder.File("data", "events", "a"), "*.jsonl").SelectMany(File.ReadLines).Select(line => JsonElement.Parse(line)).ToList();
        var table = Assert.Single(Directory.EnumerateFiles(_folder.File("data", "events", "a"), "*.csv"));
        Assert.Equal(events[0].GetProperty("media").GetProperty("run_id").GetString(), Path.GetFileNameWithoutExtension(table));
        var rows = CsvTable.Read(table).Select(Described).ToList();
        Assert.Equal(rows.Distinct(), rows);
        Assert.True(rows.Count > events.Count);
        foreach (var told in events.Where(e => e.GetProperty("type").GetString() != "end"))
        {
            var active = told.GetProperty("phrases").EnumerateArray().Where(phrase => phrase.GetProperty("active").GetBoolean()).Select(phrase => Described(told, phrase));
            Assert.Equal(active, rows.Where(row => row.StartsWith($"{told.GetProperty("frame_index")} {told.GetProperty("track_id")} ", StringComparison.Ordinal)));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static string Described(IReadOnlyDictionary<string, string> row) =>
        $"{row["frame_index"]} {row["track_id"]} {row["phrase"]} {row["score"]} {row["left"]} {row["top"]} {row["right"]} {row["bottom"]} {row["box_origin"]} {row["pts_s"]} {row["stream"]}";

    private static string Described(JsonElement e, JsonElement phrase) => $"{e.GetProperty("frame_index")} {e.GetProperty("track_id")} {phrase.GetProperty("phrase")} {phrase.GetProperty("score")} "
        + $"{string.Join(' ', e.GetProperty("box").EnumerateArray())} {e.GetProperty("box_origin")} {e.GetProperty("pts_s")} {e.GetProperty("stream")}";

    private List<JsonElement> Events(string stream) =>
        [.. Directory.EnumerateFiles(_folder.File("data", "events", stream)).SelectMany(File.ReadLines).Select(line => JsonDocument.Parse(line).RootElement)];

    private List<string> Ids() => [.. File.ReadLines(_folder.File("data", "events.jsonl"))
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Select(e => $"{e.GetProperty("event_id")} {e.GetProperty("seq")}")];

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string yaml)
    {
        await File.WriteAllTextAsync(_folder.File("run.yaml"), yaml);
        return await GlipProgram.RunAsync(_folder.Path, "run", "run.yaml", "--data", "data");
    }
}
