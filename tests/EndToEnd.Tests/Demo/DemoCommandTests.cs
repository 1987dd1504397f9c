using System.Text.Json;
using System.Text.Json.Nodes;
using Glip.Ingest;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary><c>glip demo</c> as a new user runs it.</summary>
public sealed class DemoCommandTests
{
    private static readonly string[] s_clocks = ["published_at"];

    [Fact]
    public async Task Demo_RunTwice_LeavesEqualEventsAndWholeResults()
    {
        using var folder = new TemporaryFolder();

        var first = await GlipProgram.RunAsync(folder.Path, "demo", "--out", "first");
        var second = await GlipProgram.RunAsync(folder.Path, "demo", "--out", "second");

        Assert.Equal((0, string.Empty), (first.ExitCode, first.Errors));
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("street  start   person", first.Output, StringComparison.Ordinal);
        Assert.Equal(WithoutClocks(folder.File("first", "events.jsonl")), WithoutClocks(folder.File("second", "events.jsonl")));
        AssertEventsKeepTheContract(folder.File("first"));
        await AssertVideoIsWholeAsync(folder.File("first", "annotated.mp4"));
        AssertReportIsWhole(folder.File("first", "report.html"));
    }

    [Fact]
    public async Task Demo_ResultsOfAnEarlierDemo_AreReplaced()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("out", "snapshots", "street"));
        await File.WriteAllTextAsync(folder.File("out", "events.jsonl"), "{\"old\":true}\n");
        await File.WriteAllTextAsync(folder.File("out", "snapshots", "street", "old.jpg"), "old");
        await File.WriteAllTextAsync(folder.File("out", "mine.txt"), "kept");
        await using var program = GlipProgram.Start(folder.Path, ["demo", "--out", "out"]);
        await Waiting.UntilAsync(() => File.Exists(folder.File("out", "events.jsonl")) && !File.ReadAllText(folder.File("out", "events.jsonl")).Contains("\"old\":true", StringComparison.Ordinal));

        program.Signal("INT");
        await program.WaitAsync();

        Assert.False(File.Exists(folder.File("out", "snapshots", "street", "old.jpg")));
        Assert.True(File.Exists(folder.File("out", "mine.txt")));
    }

    private static List<string> WithoutClocks(string path)
    {
        var lines = File.ReadLines(path).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        lines.ForEach(line => Array.ForEach(s_clocks, clock => line.Remove(clock)));
        return [.. lines.Select(line => line.ToJsonString())];
    }

    private static void AssertEventsKeepTheContract(string folder)
    {
        var schema = JsonSchema.Load(Repository.Data("wire", "event.schema.json"));
        var seq = 0;
        foreach (var line in File.ReadLines(Path.Combine(folder, "events.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            Assert.Empty(schema.Check(json.RootElement));
            Assert.Equal(++seq, json.RootElement.GetProperty("seq").GetInt32());
            Assert.True(File.Exists(Path.Combine(folder, json.RootElement.GetProperty("snapshot_path").GetString()!)));
        }

        Assert.True(seq > 40, $"{seq} messages");
    }

    private static async Task AssertVideoIsWholeAsync(string path)
    {
        var info = await new MediaProbe(new FfmpegProcess()).ReadAsync(path, CancellationToken.None);

        Assert.Equal("768x576", info.Size.ToString());
        Assert.Equal("h264", info.Codec);
        Assert.Equal(79.5, info.Duration!.Value.TotalSeconds, 0.11);
    }

    private static void AssertReportIsWhole(string path)
    {
        var html = File.ReadAllText(path);

        Assert.EndsWith("</html>", html.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("data:image/jpeg;base64,", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html.Replace("http://www.w3.org/", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.Contains("person", html, StringComparison.Ordinal);
    }
}
