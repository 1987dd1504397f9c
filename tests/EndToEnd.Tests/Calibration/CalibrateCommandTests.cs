using System.Text.Json;
using System.Xml.Linq;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary><c>glip calibrate</c> and <c>glip replay</c> over real footage.</summary>
public sealed class CalibrateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CalibrateCommandTests()
    {
        TestMedia.Make(_folder.File("clip.mp4"), "-i", Repository.DemoClip, "-frames:v", "60", "-c:v", "libx264", "-preset", "veryfast");
        TestMedia.MakeGrey(_folder.File("grey.mp4"), 30, 10, ["-pix_fmt", "yuv420p"]);
    }

    [Fact]
    public async Task Calibrate_FootageWithPeople_RaisesTheThresholdUntilNoneIsTold()
    {
        Write("yard", "{ file: yard.json }");
        Assert.NotEqual(0, (await ReplayAsync()).GetProperty("phrases")[0].GetProperty("events").GetInt32());

        var (exitCode, output, errors) = await RunAsync("calibrate", "glip.yaml", "clip.mp4", "--false-alarms", "1/h");

        Assert.Equal((0, string.Empty), (exitCode, errors));
        Assert.Contains("times shorter than the time between two alarms", output, StringComparison.Ordinal);
        var person = Thresholds("yard.json").GetProperty("phrases")[0];
        Assert.InRange(person.GetProperty("enter_threshold").GetDouble(), 0.6, 0.99);
        Assert.Equal(0.15, person.GetProperty("enter_threshold").GetDouble() - person.GetProperty("leave_threshold").GetDouble(), 0.002);
        Assert.Contains(XDocument.Load(_folder.File("yard.svg")).Descendants(), element => element.Name.LocalName == "polyline");
        var replayed = (await ReplayAsync()).GetProperty("phrases")[0];
        Assert.Equal(person.GetProperty("enter_threshold").GetDouble(), replayed.GetProperty("enter_threshold").GetDouble(), 1e-6);
        Assert.Equal(0, replayed.GetProperty("events").GetInt32());
    }

    [Fact]
    public async Task Calibrate_NothingInTheFootage_KeepsTheThresholdAndSaysWhatThatProves()
    {
        Write("yard", null);

        var (exitCode, output, errors) = await RunAsync("calibrate", "glip.yaml", "grey.mp4", "--out", "own.json");

        Assert.Equal((0, string.Empty), (exitCode, errors));
        Assert.Contains("person: no candidate in 3 s: at most 89252 a day", output, StringComparison.Ordinal); // 2.9957 in 2.9 s
        Assert.Equal(0.5, Thresholds("own.json").GetProperty("phrases")[0].GetProperty("enter_threshold").GetDouble());
        Assert.Contains("calibration: { file: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ThresholdsOfAnotherModel_WarnsOnceAndIgnoresThem()
    {
        Write("yard", "{ file: yard.json }");
        await File.WriteAllTextAsync(_folder.File("yard.json"), """{"version":1,"model":"other","model_sha256":"00","phrases":[{"phrase":"person","enter_threshold":0.99,"leave_threshold":0.9}]}""");

        var (exitCode, output, errors) = await RunAsync("run", "glip.yaml");

        Assert.Equal(0, exitCode);
        Assert.Contains("was made with another model ('other') and is ignored", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("frames analysed, 0 events", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OtherPrompt_LooksForItAndMakesAPage()
    {
        Write("yard", null);

        var (exitCode, output, errors) = await RunAsync("replay", "glip.yaml", "clip.mp4", "--prompt", "people. giraffe.", "--out", "seen");

        Assert.Equal((0, string.Empty), (exitCode, errors));
        Assert.Contains("giraffe: 0 events, 0 an hour (threshold 0.5, 0.35 to leave)", output, StringComparison.Ordinal);
        Assert.Matches(@"people: [1-9]\d* events", output);
        Assert.Contains("data:image/jpeg", await File.ReadAllTextAsync(_folder.File("seen", "clip.html")), StringComparison.Ordinal);
        Assert.NotEmpty(Directory.EnumerateFiles(_folder.File("seen", "snapshots", "yard")));
        Assert.False(Directory.Exists(_folder.File("events")));
    }

    [Theory]
    [InlineData("--false-alarms is 'often'; expected a number in an hour, day or week", "calibrate", "glip.yaml", "--false-alarms", "often")]
    [InlineData("--stream is 'gate', which is no stream of the configuration; expected one of: yard", "calibrate", "glip.yaml", "--stream", "gate")]
    [InlineData("--duration is for cameras", "calibrate", "glip.yaml", "--duration", "1h")]
    [InlineData("missing.mp4", "replay", "glip.yaml", "missing.mp4")]
    [InlineData("phrase 'unicorn' is not known to the model", "replay", "glip.yaml", "--prompt", "unicorn")]
    public async Task Command_WrongInput_SaysSoInOneLine(string expected, params string[] arguments)
    {
        Write("yard", null);

        var (exitCode, _, errors) = await RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.Contains(expected, Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DamagedThresholds_AreRefusedInOneLine()
    {
        Write("yard", "{ file: yard.json }");
        await File.WriteAllTextAsync(_folder.File("yard.json"), "{");

        var (exitCode, _, errors) = await RunAsync("run", "glip.yaml");

        Assert.Equal(2, exitCode);
        Assert.Contains("is no file of thresholds", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string id, string? calibration) => File.WriteAllText(_folder.File("glip.yaml"), $$"""
        streams:
          - { id: {{id}}, source: clip.mp4, prompt: person{{(calibration is null ? "" : $", calibration: {calibration}")}} }
        sinks: { files: { directory: events } }
        """);

    private JsonElement Thresholds(string file) => JsonDocument.Parse(File.ReadAllBytes(_folder.File(file))).RootElement;

    private async Task<JsonElement> ReplayAsync()
    {
        var (exitCode, output, _) = await RunAsync("replay", "glip.yaml", "--json");
        Assert.Equal(0, exitCode);
        return JsonDocument.Parse(output).RootElement;
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => GlipProgram.RunAsync(_folder.Path, arguments);
}
