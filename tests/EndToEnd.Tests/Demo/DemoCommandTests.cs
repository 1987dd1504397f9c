using System.Text.Json;
using System.Text.Json.Nodes;
using Glip.Ingest;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary><c>glip demo</c> as a new user runs it.</summary>
public sealed class DemoCommandTests
{
    // Seconds at which someone's feet cross the line of the demo, by eye.
    private static readonly double[] s_in = [0.3, 2.8, 3.5, 5.6, 12.6, 14.4, 17.0, 21.6, 23.5, 24.4, 24.5, 26.0, 43.6, 47.4, 52.5, 58.6, 65.5, 66.4, 70.5, 76.8];
    private static readonly double[] s_out = [11.9, 13.5, 14.5, 15.5, 18.7, 20.2, 33.0, 34.4, 37.6, 39.0, 50.9, 59.3, 63.5, 74.4, 75.2];

    private static readonly string[] s_clocks = ["published_at"];

    [Fact]
    public async Task Demo_RunTwice_LeavesEqualEventsAndWholeResults()
    {
        using var folder = new TemporaryFolder();

        var first = await GlipProgram.RunAsync(folder.Path, "demo", "--out", "first");
        var second = await GlipProgram.RunAsync(folder.Path, "demo", "--out", "second");

        Assert.Equal((0, string.Empty), (first.ExitCode, first.Errors));
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("street  start       person", first.Output, StringComparison.Ordinal);
        Assert.Equal(WithoutClocks(folder.File("first", "events.jsonl")), WithoutClocks(folder.File("second", "events.jsonl")));
        AssertEventsKeepTheContract(folder.File("first"));
        AssertCrossingsAreThoseCountedByEye(folder.File("first", "events.jsonl"));
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

    private static void AssertCrossingsAreThoseCountedByEye(string path)
    {
        var crossings = File.ReadLines(path).Select(line => JsonNode.Parse(line)!).Where(e => (string?)e["line"] == "road").ToLookup(e => (string?)e["line_label"], e => (double)e["pts_s"]!);
        AssertTimes(s_in, crossings["in"]);
        AssertTimes(s_out, crossings["out"]);
    }

    /// <summary>A crossing is told in the second frame behind the line, and by eye it is not sure to a few frames.</summary>
    private static void AssertTimes(double[] byEye, IEnumerable<double> told)
    {
        Assert.Collection(told, [.. byEye.Select(seconds => (Action<double>)(time => Assert.Equal(seconds, time, 0.6)))]);
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
