using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>What goes wrong in practice: one clear line each, the right exit code, and nothing lost.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, int, string> Sources => new()
    {
        { "missing.mp4", 2, "missing.mp4' does not exist" },
        { "folder.mp4", 2, "folder.mp4' holds no video file" },
        { "empty.mp4", 1, "empty.mp4' is empty" },
        { "text.mp4", 1, "text.mp4' cannot be opened" },
        { "sound.mp4", 1, "sound.mp4' has no video stream" },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Run_BadSource_SaysWhatIsWrong(string source, int exitCode, string message)
    {
        MakeSources();

        var result = await RunAsync($"streams: [{{ id: a, source: {source}, prompt: person }}]");

        AssertRefused(result, exitCode, message);
    }

    [Fact]
    public async Task Run_TruncatedVideo_UsesWhatCanBeDecodedAndSaysHowFar()
    {
        TestMedia.Make(_folder.File("whole.mp4"), "-i", Repository.DemoClip, "-frames:v", "60", "-c:v", "libx264", "-preset", "veryfast", "-movflags", "+faststart");
        var whole = await File.ReadAllBytesAsync(_folder.File("whole.mp4"));
        await File.WriteAllBytesAsync(_folder.File("cut.mp4"), whole[..(whole.Length / 2)]);

        var result = await RunAsync("""
            streams:
              - { id: cut, source: cut.mp4, prompt: person }
              - { id: whole, source: whole.mp4, prompt: person }
            sinks: { files: { directory: events } }
            """);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cut.mp4' is damaged: decoded to", result.Errors, StringComparison.Ordinal);
        Assert.Contains("of 6.0 s", result.Errors, StringComparison.Ordinal);
        Assert.Contains("whole: 60 frames analysed", result.Output, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.EnumerateFiles(_folder.File("events", "cut")));
    }

    [Fact]
    public async Task Run_OneStreamCannotBeRead_TheOthersGoOn()
    {
        MakeSources();

        var result = await RunAsync("""
            streams:
              - { id: bad, source: text.mp4, prompt: person }
              - { id: good, source: good.mp4, prompt: person }
            """);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("good: 10 frames analysed", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("forklift", "phrase 'forklift' is not known to the model 'nano'; nearest: 'fork'")]
    [InlineData("[]", "streams[0].prompt is refused: the prompt holds no phrase")]
    [InlineData("\"\"", "streams[0].prompt is refused: the prompt holds no phrase")]
    [InlineData("\" . ; \"", "streams[0].prompt is refused: the prompt holds no phrase")]
    public async Task Run_BadPrompt_SaysWhatIsWrong(string prompt, string message)
    {
        MakeSources();

        AssertRefused(await RunAsync($"streams: [{{ id: a, source: good.mp4, prompt: {prompt} }}]"), 2, message);
    }

    [Fact]
    public async Task Run_SeveralErrors_AreToldAtOnceWithTheirLines()
    {
        var result = await RunAsync("""
            instanse: nvr1
            streams:
              - id: Front Door
                source: a.mp4
                prompt: person
                fps: fast
            sinks:
              files: { directory: ../out }
            """);

        Assert.Equal(2, result.ExitCode);
        var lines = result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.EndsWith("run.yaml:1: instanse is not a known key; nearest: 'instance'", lines[0], StringComparison.Ordinal);
        Assert.Contains("run.yaml:3: streams[0].id is 'Front Door'", lines[1], StringComparison.Ordinal);
        Assert.Contains("run.yaml:6: streams[0].fps is 'fast'", lines[2], StringComparison.Ordinal);
        Assert.Contains("run.yaml:8: sinks.files.directory is '../out'", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("streams: [", "run.yaml:")]
    [InlineData("just words", "not a configuration")]
    [InlineData("streams: []", "streams holds no stream")]
    [InlineData("streams: [{ id: a, source: good.mp4, prompt: person }, { id: a, source: good.mp4, prompt: person }]", "has the id 'a' of another stream")]
    [InlineData("streams: [{ id: a, source: '${GLIP_TEST_NOT_SET}', prompt: person }]", "GLIP_TEST_NOT_SET, which is not set")]
    [InlineData("streams: [{ id: a, source: 'gopher://u:secret@host/1', prompt: person }]", "gopher")]
    public async Task Run_BadYaml_SaysWhatIsWrong(string yaml, string message)
    {
        var result = await RunAsync(yaml);

        AssertRefused(result, 2, message);
        Assert.DoesNotContain("secret", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("altered")]
    public async Task Run_BadModel_NamesTheGraph(string fault)
    {
        MakeSources();
        Directory.CreateDirectory(_folder.File("model"));
        foreach (var file in Directory.EnumerateFiles(Repository.Nano))
        {
            File.Copy(file, _folder.File("model", Path.GetFileName(file)));
        }

        if (fault == "missing")
        {
            File.Delete(_folder.File("model", "vision.onnx"));
        }
        else
        {
            await File.AppendAllTextAsync(_folder.File("model", "vision.onnx"), "x");
        }

        AssertRefused(await RunAsync("model: { package: model }\nstreams: [{ id: a, source: good.mp4, prompt: person }]"), 2, "vision.onnx");
    }

    [Fact]
    public async Task Run_ModelFolderMissing_IsAMissingPart() =>
        AssertRefused(await RunAsync("model: { package: nowhere }\nstreams: [{ id: a, source: good.mp4, prompt: person }]"), 3, "nowhere' does not exist");

    [Theory]
    [InlineData("files: { path: taken/events.jsonl }")]
    [InlineData("snapshots: { directory: taken/snapshots }")]
    [InlineData("video: { path: taken/video.mp4 }")]
    [InlineData("report: { path: taken/report.html }")]
    public async Task Run_OutputCannotBeWritten_IsRefusedBeforeAnythingStarts(string sink)
    {
        MakeSources();
        await File.WriteAllTextAsync(_folder.File("taken"), "a file where a folder would have to be");

        var result = await RunAsync($"streams: [{{ id: a, source: good.mp4, prompt: person }}]\nsinks: {{ {sink} }}");

        AssertRefused(result, 2, "taken");
        Assert.DoesNotContain("analysed", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FfmpegMissing_SaysHowToGetIt()
    {
        MakeSources();
        await WriteAsync("streams: [{ id: a, source: good.mp4, prompt: person }]");
        Directory.CreateDirectory(_folder.File("bin"));
        File.CreateSymbolicLink(_folder.File("bin", "dotnet"), Find("dotnet"));

        await using var program = GlipProgram.Start(_folder.Path, ["run", "run.yaml"], searchPath: _folder.File("bin"));

        AssertRefused(await program.WaitAsync(), 3, "apt-get install ffmpeg");
    }

    public void Dispose() => _folder.Dispose();

    private static string Find(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, program)).First(File.Exists);

    /// <summary>One line on standard error, nothing else there.</summary>
    private static void AssertRefused((int ExitCode, string Output, string Errors) result, int exitCode, string message)
    {
        Assert.Equal(exitCode, result.ExitCode);
        var line = Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("glip: ", line, StringComparison.Ordinal);
        Assert.Contains(message, line, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string yaml)
    {
        await WriteAsync(yaml);
        return await GlipProgram.RunAsync(_folder.Path, "run", "run.yaml");
    }

    private Task WriteAsync(string yaml) => File.WriteAllTextAsync(_folder.File("run.yaml"), yaml);

    private void MakeSources()
    {
        Directory.CreateDirectory(_folder.File("folder.mp4"));
        File.WriteAllBytes(_folder.File("empty.mp4"), []);
        File.WriteAllText(_folder.File("text.mp4"), "this is no video\n");
        TestMedia.Make(_folder.File("sound.mp4"), "-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac");
        TestMedia.Make(_folder.File("good.mp4"), "-i", Repository.DemoClip, "-frames:v", "10", "-c:v", "libx264", "-preset", "veryfast");
    }
}
