using System.Globalization;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>What the documents tell the reader to type works at a broker as they recommend it.</summary>
public sealed class MqttDocumentTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private DeployedBroker _broker = null!;

    public async Task InitializeAsync() => _broker = await DeployedBroker.StartAsync();

    [Fact]
    public async Task Commands_OfTheWalk_WorkOneAfterTheOther()
    {
        var document = Path.Combine(Repository.Root, "docs", "mqtt.md");
        Prepare(DocumentTests.Blocks(document).First(block => block.Language == "yaml").Text);
        var lines = Lines(document).ToList();

        Assert.Contains("glip check street.yaml --connect", lines);
        var (exitCode, output, errors) = await GlipProgram.RunAsync(_folder.Path, "check", "street.yaml", "--connect");
        Assert.True(exitCode == 0, output + errors);
        Assert.Contains("accepts this program", output, StringComparison.Ordinal);
        Assert.Contains("glip run street.yaml", lines);
        await using var program = GlipProgram.Start(_folder.Path, ["run", "street.yaml"]);
        foreach (var line in lines.Where(line => line.StartsWith("mosquitto_", StringComparison.Ordinal)))
        {
            await CheckAsync(line);
        }

        await Waiting.UntilAsync(async () => (await RunAsync("mosquitto_sub -t glip/street/prompt/state")).Output.Contains("\"request_id\":\"mine\"", StringComparison.Ordinal));
        await Waiting.UntilAsync(async () => (await RunAsync("mosquitto_sub -t glip/street/enabled/state")).Output == "OFF");
        Assert.All(["person.jpg", "now.jpg"], (string picture) => Assert.Equal([0xFF, 0xD8, 0xFF], File.ReadAllBytes(_folder.File(picture))[..3]));
    }

    [Fact]
    public async Task Commands_OfTheReadme_Work()
    {
        var readme = Path.Combine(Repository.Root, "README.md");
        Prepare(DocumentTests.Blocks(Path.Combine(Repository.Root, "docs", "mqtt.md")).First(block => block.Language == "yaml").Text);
        await using var program = GlipProgram.Start(_folder.Path, ["run", "street.yaml"]);

        foreach (var line in Lines(readme).Where(line => line.StartsWith("mosquitto_", StringComparison.Ordinal)))
        {
            await CheckAsync(line);
        }
    }

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Lines(string document) => DocumentTests.Blocks(document).Where(block => block.Language == "sh").SelectMany(block => block.Text.Split('\n'))
        .Select(line => line.Split(" #")[0].TrimEnd());

    /// <summary>The reader's folder, and where his clients find the broker; whoever listens hears one message.</summary>
    private void Prepare(string configuration)
    {
        File.WriteAllText(_folder.File("street.yaml"), configuration.Replace("@127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"@127.0.0.1:{_broker.Port}"), StringComparison.Ordinal));
        Directory.CreateSymbolicLink(_folder.File("demo"), Path.Combine(Repository.Root, "demo"));
        var options = _broker.As("homeassistant").Replace(" -", "\n-", StringComparison.Ordinal) + "\n";
        File.WriteAllText(_folder.File("mosquitto_pub"), options);
        File.WriteAllText(_folder.File("mosquitto_sub"), options + "-C 1\n-W 60\n");
        File.WriteAllText(_folder.File("mosquitto_rr"), options + "-W 60\n");
        Environment.SetEnvironmentVariable("MQTT_PASSWORD", DeployedBroker.PasswordOf("glip"));
    }

    private async Task CheckAsync(string line)
    {
        var (exitCode, output) = await RunAsync(line);
        Assert.True(exitCode == 0 && !output.Contains("Not authorized", StringComparison.Ordinal), $"{line}\n{output}");
        Assert.True(!line.StartsWith("mosquitto_sub", StringComparison.Ordinal) || line.Contains('>', StringComparison.Ordinal) || output.Length > 0, line);
    }

    private Task<(int ExitCode, string Output)> RunAsync(string line) => Shell.RunAsync(
        line, folder: _folder.Path, variables: [("XDG_CONFIG_HOME", _folder.Path), ("VIEWER", DeployedBroker.PasswordOf("viewer")), ("HOME_ASSISTANT", DeployedBroker.PasswordOf("homeassistant"))]);
}
