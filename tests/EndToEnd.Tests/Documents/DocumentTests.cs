using System.Text.RegularExpressions;
using Glip.Conversion;
using Glip.Host;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>What the documents tell the reader to type works.</summary>
public sealed partial class DocumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private const string PublishedWeights = "glip_tiny_model_o365_goldg_cc_sbu.pth";

    /// <summary>Commands that need a network or many seconds have tests of their own.</summary>
    private static readonly string[] s_elsewhere = ["./glip demo", "./glip model pull glip-t"];

    public static TheoryData<string> Commands => [.. Documents()
        .SelectMany(Blocks)
        .Where(block => block.Language == "sh")
        .SelectMany(block => block.Text.Split('\n'))
        .Select(line => line.Split('#')[0].Trim())
        .Where(line => line.StartsWith("./glip ", StringComparison.Ordinal) && !s_elsewhere.Contains(line) && !line.Contains("glip-t ", StringComparison.Ordinal) && !line.Contains(PublishedWeights, StringComparison.Ordinal))
        .Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_OfTheDocuments_Works(string command)
    {
        await PrepareAsync();

        var (exitCode, _, errors) = await GlipProgram.RunAsync(_folder.Path, Words(command)[1..]);

        Assert.Equal((0, string.Empty), (exitCode, errors));
    }

    [Fact]
    public async Task Commands_OnPublishedWeights_WorkOneAfterTheOther()
    {
        await PrepareAsync();
        var architecture = GlipVariant.Published[0].Architecture;
        using var weights = new SyntheticCheckpoint("glip-t", architecture);
        CheckpointWriter.Write(_folder.File(PublishedWeights), [.. weights.Tensors.Values], (tensor, values) => weights.Read(tensor.Name).CopyTo(values));
        var block = Documents().SelectMany(Blocks).Single(block => block.Text.Contains($"convert {PublishedWeights}", StringComparison.Ordinal)).Text;
        foreach (var command in block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (exitCode, _, errors) = await GlipProgram.RunAsync(_folder.Path, Words(command)[1..]);

            Assert.Equal((0, string.Empty), (exitCode, errors));
        }
    }

    [Fact]
    public void Configuration_OfTheDocuments_IsValid()
    {
        Environment.SetEnvironmentVariable("CAM_PASSWORD", "any");
        Environment.SetEnvironmentVariable("HOOK_SECRET", "any");
        Environment.SetEnvironmentVariable("MQTT_PASSWORD", DeployedBroker.PasswordOf("glip")); // MqttDocumentTests sets the same
        Directory.CreateDirectory(_folder.File("docs"));
        foreach (var (_, text) in Documents().SelectMany(Blocks).Where(block => block.Language == "yaml"))
        {
            File.WriteAllText(_folder.File("docs", "glip.yaml"), text);

            Assert.NotEmpty(ConfigurationReader.Read(_folder.File("docs", "glip.yaml"), null).Streams);
        }
    }

    [Fact]
    public void Links_OfTheDocuments_LeadSomewhere() => Assert.All(
        Documents().SelectMany(document => Link().Matches(File.ReadAllText(document)).Select(match => Path.Combine(Path.GetDirectoryName(document)!, match.Groups[1].Value))),
        target => Assert.True(Path.Exists(target), target));

    public void Dispose() => _folder.Dispose();

    /// <summary>The files that the README speaks of: its own configuration, a video for it, and the demo's picture.</summary>
    private async Task PrepareAsync()
    {
        var yard = Blocks(Path.Combine(Repository.Root, "README.md")).First(block => block.Language == "yaml").Text;
        await File.WriteAllTextAsync(_folder.File("yard.yaml"), yard);
        TestMedia.Make(_folder.File("yard.mp4"), "-i", Repository.DemoClip, "-t", "2", "-c", "copy");
        Directory.CreateSymbolicLink(_folder.File("demo"), Path.Combine(Repository.Root, "demo"));
        Directory.CreateSymbolicLink(_folder.File("models"), Path.Combine(Repository.Root, "models"));
    }

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md"));

    /// <summary>The blocks of a document that are no prose.</summary>
    internal static IEnumerable<(string Language, string Text)> Blocks(string document) =>
        Block().Matches(File.ReadAllText(document)).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    private static string[] Words(string command) => [.. Word().Matches(command).Select(match => match.Value.Trim('"'))];

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\(([^)#:]+)\)", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("\"[^\"]*\"|[^ ]+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
