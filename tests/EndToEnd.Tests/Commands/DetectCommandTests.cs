using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class DetectCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Picture => Repository.Data("nano", "frame", "source.png");

    [Theory]
    [InlineData("p.png")]
    [InlineData("p.jpg", "-q:v", "2")]
    [InlineData("p.webp", "-c:v", "libwebp", "-quality", "95")]
    [InlineData("p.gif")]
    [InlineData("-odd %03d:name.png")]
    public async Task Detect_Picture_FindsThePeople(string name, params string[] encoding)
    {
        TestMedia.Make(_folder.File(name), ["-i", Picture, .. encoding, "-update", "1"]);

        var (exitCode, output, errors) = await GlipProgram.RunAsync(_folder.Path, "detect", "--prompt", "person. car.", "--json", "--", name);

        Assert.Equal((0, string.Empty), (exitCode, errors));
        using var json = JsonDocument.Parse(output);
        Assert.Equal((768, 576), (json.RootElement.GetProperty("width").GetInt32(), json.RootElement.GetProperty("height").GetInt32()));
        var best = json.RootElement.GetProperty("detections")[0];
        Assert.Equal("person", best.GetProperty("phrase").GetString());
        Assert.InRange(best.GetProperty("score").GetDouble(), 0.7, 1);
        Assert.InRange(best.GetProperty("box")[0].GetDouble(), 670, 700);
        Assert.Equal(4, json.RootElement.GetProperty("detections").EnumerateArray().Count(d => d.GetProperty("phrase").GetString() == "person" && d.GetProperty("score").GetDouble() > 0.5));
    }

    [Fact]
    public async Task Detect_Draw_WritesPicturesUnderTheirNames()
    {
        Directory.CreateDirectory(_folder.File("other"));
        File.Copy(Picture, _folder.File("p.png"));
        File.Copy(Picture, _folder.File("other", "p.png"));

        var (exitCode, output, _) = await GlipProgram.RunAsync(_folder.Path, "detect", "p.png", "other/p.png", "--prompt", "person", "--draw", "found");

        Assert.Equal(0, exitCode);
        Assert.Contains("p.png (768x576)", output, StringComparison.Ordinal);
        Assert.Equal(["p-2.jpg", "p.jpg"], Directory.EnumerateFiles(_folder.File("found")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Detect_Threshold_LeavesOutWhatIsBelow()
    {
        var (_, output, _) = await GlipProgram.RunAsync(_folder.Path, "detect", Picture, "--prompt", "person", "--threshold", "0.85", "--json");

        using var json = JsonDocument.Parse(output);
        Assert.Equal(1, json.RootElement.GetProperty("detections").GetArrayLength());
    }

    [Fact]
    public async Task Detect_OneOfManyIsBad_TheOthersAreTold()
    {
        await File.WriteAllTextAsync(_folder.File("text.jpg"), "no picture");

        var (exitCode, output, errors) = await GlipProgram.RunAsync(_folder.Path, "detect", "text.jpg", Picture, "--prompt", "person");

        Assert.Equal(1, exitCode);
        Assert.Contains("text.jpg' cannot be read as a picture", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("source.png", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "does not exist", "missing.png", "--prompt", "person")]
    [InlineData(2, "'--prompt' is required", "missing.png")]
    [InlineData(2, "the prompt holds no phrase", "missing.png", "--prompt", "")]
    [InlineData(2, "'forklift' is not known", "missing.png", "--prompt", "forklift")]
    [InlineData(2, "--threshold is 2", "missing.png", "--prompt", "person", "--threshold", "2")]
    [InlineData(2, "Cannot parse argument 'much'", "missing.png", "--prompt", "person", "--threshold", "much")]
    [InlineData(3, "does not exist", "missing.png", "--prompt", "person", "--model", "nowhere")]
    public async Task Detect_BadArguments_AreRefused(int exitCode, string message, params string[] arguments)
    {
        var result = await GlipProgram.RunAsync(_folder.Path, ["detect", .. arguments]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    public void Dispose() => _folder.Dispose();
}
