using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Version_IsThatOfTheProducerOfEvents()
    {
        var (exitCode, output, _) = await RunAsync("--version");

        Assert.Equal(0, exitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\s*$", output);
    }

    [Theory]
    [InlineData]
    [InlineData("demo")]
    [InlineData("run")]
    [InlineData("detect")]
    [InlineData("motion")]
    [InlineData("track")]
    [InlineData("eval")]
    [InlineData("eval", "tracking")]
    [InlineData("model")]
    [InlineData("model", "info")]
    [InlineData("model", "list")]
    [InlineData("model", "pull")]
    [InlineData("schema")]
    [InlineData("watch")]
    public async Task Help_ExplainsEveryCommand(params string[] command)
    {
        var (exitCode, output, errors) = await RunAsync([.. command, "--help"]);

        Assert.Equal((0, string.Empty), (exitCode, errors));
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
        Assert.Contains(command is [] or ["model"] or ["eval"] ? "Commands:" : "Example: glip", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unrecognized command or argument '--bogus'", "demo", "--bogus")]
    [InlineData("Unrecognized command or argument 'dmeo'", "dmeo")]
    [InlineData("Required command was not provided", "model")]
    [InlineData("Required argument 'CONFIG' missing", "run")]
    public async Task WrongArguments_AreRefusedWithAHint(string message, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(arguments);

        Assert.Equal((2, string.Empty), (exitCode, output));
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.Contains("--help", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_AddsTheTrace()
    {
        var (exitCode, _, errors) = await RunAsync("run", "missing.yaml", "--verbose");

        Assert.Equal(2, exitCode);
        Assert.Contains("   at Glip.Host.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelInfo_TellsWhatTheModelIs()
    {
        var (exitCode, output, _) = await RunAsync("model", "info");

        Assert.Equal(0, exitCode);
        Assert.Contains("closed vocabulary: 1839 phrases", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelInfo_Json_CanBeRead()
    {
        var (_, output, _) = await RunAsync("model", "info", Repository.Nano, "--json");

        using var json = JsonDocument.Parse(output);
        Assert.Equal("nano", json.RootElement.GetProperty("manifest").GetProperty("name").GetString());
        Assert.Equal(1839, json.RootElement.GetProperty("known_phrases").GetInt32());
    }

    [Fact]
    public async Task ModelList_TellsWhatCanBePulled()
    {
        var (exitCode, output, _) = await RunAsync("model", "list");

        Assert.Equal(0, exitCode);
        Assert.Matches(@"(?m)^glip-t +GLIP-T +46\.6 +0\.93 GB", output);
        Assert.Contains("estimate", output, StringComparison.Ordinal);
        Assert.Contains("MIT (microsoft/GLIP)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelList_Json_CanBeRead()
    {
        var (_, output, _) = await RunAsync("model", "list", "--json");

        using var json = JsonDocument.Parse(output);
        var model = json.RootElement.EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == "glip-l");
        Assert.Equal("https://huggingface.co/GLIPModel/GLIP/resolve/main/glip_large_model.pth", model.GetProperty("url").GetString());
        Assert.Equal(51.4, model.GetProperty("coco_ap").GetDouble());
        Assert.Equal(1_721_689_536, model.GetProperty("estimated_bytes").GetInt64());
    }

    [Theory]
    [InlineData("did you mean 'glip-t'?", "glip_t")]
    [InlineData("missing.pth: there is no such file", "glip-t", "--from", "missing.pth")]
    public async Task ModelPull_WrongInput_IsRefused(string message, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(["model", "pull", .. arguments, "--out", _folder.File("out")]);

        Assert.Equal((2, string.Empty), (exitCode, output));
        Assert.Contains(message, errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => GlipProgram.RunAsync(_folder.Path, arguments);
}
