using System.Text.Json;
using Glip.Ingest;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>Ctrl-C and kill at any moment.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public InterruptionTests()
    {
        // A copy, so that the programs that read it are those of the test.
        File.Copy(Repository.DemoClip, Clip);
        File.WriteAllText(_folder.File("run.yaml"), """
            streams: [{ id: street, source: street.mp4, prompt: [person, car] }]
            sinks:
              files: { path: events.jsonl }
              snapshots: {}
              video: { path: annotated.mp4 }
              report: { path: report.html }
            shutdown_timeout: 20s # other tests keep the processors busy
            """);
    }

    private string Clip => _folder.File("street.mp4");

    /// <summary>Moments of a run: while it starts, when the first events are written, in the middle.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    public async Task Interrupt_AtAnyMoment_ClosesEventsAndFilesInOrder(int messages)
    {
        await using var program = GlipProgram.Start(_folder.Path, ["run", "run.yaml", "--data", "out"]);
        await Waiting.UntilAsync(() => messages == 0 ? RunningProcesses.WithArgument(Clip).Count > 0 : Lines().Count >= messages);

        program.Signal("INT");
        var (exitCode, _, errors) = await program.WaitAsync();

        Assert.True(exitCode == 130, $"exit code {exitCode}: {errors}");
        Assert.DoesNotContain("internal error", errors, StringComparison.Ordinal);
        AssertAllEventsEnded("shutdown", messages);
        await AssertVideoIsPlayableAsync(messages);
        AssertNothingIsLeft(program.Id);
    }

    [Fact]
    public async Task Terminate_WhileRunning_EndsInOrder()
    {
        await using var program = GlipProgram.Start(_folder.Path, ["run", "run.yaml", "--data", "out"]);
        await Waiting.UntilAsync(() => Lines().Count >= 5);

        program.Signal("TERM");

        Assert.Equal(130, (await program.WaitAsync()).ExitCode);
        AssertAllEventsEnded("shutdown", atLeast: 5);
    }

    [Fact]
    public async Task Kill_WhileWriting_LeavesWholeLinesAndARestartAppends()
    {
        var events = _folder.File("out", "events.jsonl");
        await using (var program = GlipProgram.Start(_folder.Path, ["run", "run.yaml", "--data", "out"]))
        {
            await Waiting.UntilAsync(() => File.Exists(events) && File.ReadLines(events).Count() >= 10);
            program.Signal("KILL");
            await program.WaitAsync();
        }

        var before = await File.ReadAllTextAsync(events);
        await Waiting.UntilAsync(() => RunningProcesses.WithArgument(Clip).Count == 0); // ffmpeg ends by itself when nobody reads
        await File.AppendAllTextAsync(events, "{\"half\": "); // as a loss of power leaves it
        var (exitCode, _, _) = await GlipProgram.RunAsync(_folder.Path, "run", "run.yaml", "--data", "out");

        var after = await File.ReadAllTextAsync(events);
        Assert.Equal(0, exitCode);
        Assert.StartsWith(before, after, StringComparison.Ordinal);
        Assert.DoesNotContain("half", after, StringComparison.Ordinal);
        Assert.All(after.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => JsonDocument.Parse(line).Dispose());
    }

    public void Dispose() => _folder.Dispose();

    private List<string> Lines()
    {
        var path = _folder.File("out", "events.jsonl");
        return File.Exists(path) ? [.. File.ReadAllText(path).Split('\n', StringSplitOptions.RemoveEmptyEntries)] : [];
    }

    private void AssertAllEventsEnded(string reason, int atLeast)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        string? last = null;
        foreach (var line in Lines())
        {
            using var json = JsonDocument.Parse(line);
            var id = json.RootElement.GetProperty("event_id").GetString()!;
            Assert.True(json.RootElement.GetProperty("type").GetString() == "end" ? open.Remove(id) : open.Add(id) || open.Contains(id));
            last = json.RootElement.GetProperty("end_reason").GetString();
        }

        Assert.Empty(open);
        Assert.Equal(atLeast > 0 ? reason : last, last);
        Assert.True(Lines().Count >= atLeast);
    }

    private async Task AssertVideoIsPlayableAsync(int messages)
    {
        var path = _folder.File("out", "annotated.mp4");
        if (messages > 0 || File.Exists(path))
        {
            var info = await new MediaProbe(new FfmpegProcess()).ReadAsync(path, CancellationToken.None);
            Assert.True(info.Duration > TimeSpan.Zero);
        }
    }

    private void AssertNothingIsLeft(int program)
    {
        Assert.False(RunningProcesses.Exists(program));
        Assert.Empty(RunningProcesses.WithArgument(Clip));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*.part*", SearchOption.AllDirectories));
    }
}
