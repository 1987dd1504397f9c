using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>The other examples for subscribers, run on real events.</summary>
public sealed class SubscriberExampleTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private MosquittoBroker _broker = null!;

    private string Address => $"mqtt://127.0.0.1:{_broker.Port}";

    public async Task InitializeAsync() => _broker = await MosquittoBroker.StartAsync();

    [Fact]
    public async Task NodeRed_PersonAppears_PublishesANotification()
    {
        await using var notified = MosquittoSubscriber.Start(_broker.Port, "%p", "-t", "notify/glip");
        await using var nodeRed = await StartNodeRedAsync();
        await using var program = StreetProgram.Start(Address, "street");

        await notified.WaitAsync(1);
        await program.StopAsync();

        var message = JsonDocument.Parse(notified.Lines[0]).RootElement;
        Assert.Equal(("person at street", "glip/street/phrase/person/snapshot"), (message.GetProperty("title").GetString(), message.GetProperty("picture").GetString()));
        Assert.Matches(@"^since \d{4}-.*Z, score 0\.\d\d$", message.GetProperty("message").GetString());
        Assert.True(message.GetProperty("tag").TryGetGuid(out _));
    }

    [Fact]
    public async Task NodeRed_WhatNeedsNoNotification_IsLeftOut()
    {
        await using var notified = MosquittoSubscriber.Start(_broker.Port, "%p", "-t", "notify/glip");
        await using var nodeRed = await StartNodeRedAsync();
        var end = await File.ReadAllTextAsync(Repository.Data("wire", "examples", "event-end.json"));
        foreach (var payload in (string[])[end, EventSample.Start(1, "late", replayed: true), EventSample.Start(2, "a car").Replace("\"phrase_slug\":\"person\"", "\"phrase_slug\":\"car\"", StringComparison.Ordinal), EventSample.Start(3, "this one")])
        {
            await Shell.RunAsync($"mosquitto_pub -V 5 -q 1 -h 127.0.0.1 -p {_broker.Port} -t glip/front_door/events -s", payload);
        }

        await notified.WaitAsync(1);

        Assert.Equal("this one", JsonDocument.Parse(Assert.Single(notified.Lines)).RootElement.GetProperty("tag").GetString());
    }

    [Fact]
    public async Task Shell_EachLine_DoesWhatItSays()
    {
        await using var events = Start("exec ./events");
        await using var starts = Start("./starts person");
        await using var program = StreetProgram.Start(Address, "street");

        await events.WaitForAsync(line => line.Contains("glip/street/events schema:1 type:start", StringComparison.Ordinal));
        await starts.WaitForAsync(line => JsonDocument.Parse(line).RootElement.GetProperty("type").GetString() == "start");
        Assert.Equal(0, (await RunAsync("./phrases street 'person; car'")).ExitCode);
        await Waiting.UntilAsync(async () => (await RunAsync("./sought street")).Output.Contains("\"text\":\"person; car\"", StringComparison.Ordinal));
        var (exitCode, output) = await RunAsync($"./snapshot street '{_folder.File("now.jpg")}'");

        Assert.True(exitCode == 0, output);
        Assert.Equal([0xFF, 0xD8, 0xFF], (await File.ReadAllBytesAsync(_folder.File("now.jpg")))[..3]);
        Assert.All(Directory.EnumerateFiles(Examples("shell")), script => Assert.Contains($"`{Path.GetFileName(script)}`", File.ReadAllText(Examples("README.md")), StringComparison.Ordinal));
    }

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private static string Examples(string name) => Path.Combine(Repository.Root, "examples", "subscribers", name);

    /// <summary>The flow as it is, but for the port; without its editor.</summary>
    private async Task<Shell> StartNodeRedAsync()
    {
        var flow = await File.ReadAllTextAsync(Path.Combine(Examples("node-red"), "flow.json"));
        await File.WriteAllTextAsync(_folder.File("flow.json"), flow.Replace("\"1883\"", $"\"{_broker.Port}\"", StringComparison.Ordinal));
        await File.WriteAllTextAsync(_folder.File("settings.js"), "module.exports = { httpAdminRoot: false, httpNodeRoot: false, telemetry: { enabled: false, updateNotification: false } };");
        var program = Path.Combine(Repository.Root, ".deps", "node-red", "node_modules", "node-red", "red.js");
        var nodeRed = Shell.Start($"exec node '{program}' --userDir . --settings settings.js flow.json", folder: _folder.Path);
        await _broker.WaitForLogAsync("node-red-glip 1 glip/+/events");
        return nodeRed;
    }

    private Shell Start(string command) => Shell.Start(command, folder: Examples("shell"), variables: ("MQTT", $"-h 127.0.0.1 -p {_broker.Port}"));

    private Task<(int ExitCode, string Output)> RunAsync(string command) => Shell.RunAsync(command, folder: Examples("shell"), variables: ("MQTT", $"-h 127.0.0.1 -p {_broker.Port}"));
}
