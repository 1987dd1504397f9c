using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>What the files in <c>deploy/mosquitto</c> allow, and what they do not.</summary>
public sealed class DeployedBrokerTests : IAsyncLifetime
{
    private const string Refused = "Not authorized";

    private static readonly (string Topic, string Payload)[] s_controls =
    [
        ("glip/street/prompt/set", "person; car"), ("glip/street/phrase/person/threshold/set", "0.6"), ("glip/street/snapshot/request", "{\"annotate\": true}"), ("glip/street/enabled/set", "OFF"),
    ];

    private DeployedBroker _broker = null!;

    public async Task InitializeAsync() => _broker = await DeployedBroker.StartAsync();

    [Fact]
    public async Task Glip_AtWork_MayDoAllItNeeds()
    {
        await using var eyes = Shell.Start($"exec mosquitto_sub {_broker.As("homeassistant")} -t glip/# -t homeassistant/# -F '%t %l %P'");
        await using var program = StreetProgram.Start(_broker.Url("glip"), "street");
        foreach (var topic in (string[])["homeassistant/device/glip_street/config", "glip/instance/nvr1/status", "glip/street/status", "glip/street/events", "glip/street/phrase/person/snapshot"])
        {
            await SeenAsync(eyes, topic);
        }

        foreach (var ((topic, payload), answer) in s_controls.Zip(["glip/street/phrase/car/count", "glip/street/phrase/person/threshold/state", "glip/street/snapshot", "glip/street/enabled/state"]))
        {
            var before = Count(eyes, answer);
            Assert.Empty(await _broker.PublishAsync("homeassistant", topic, payload));
            await Waiting.UntilAsync(() => Count(eyes, answer) > before);
        }

        await SeenAsync(eyes, "homeassistant/device/glip_street/config", 2); // with the car
        Assert.Empty(await _broker.PublishAsync("homeassistant", "homeassistant/status", "online"));
        await SeenAsync(eyes, "homeassistant/device/glip_street/config", 3);
        Assert.DoesNotContain("refuses", await program.StopAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Viewer_WritesAnything_IsRefused()
    {
        foreach (var (topic, payload) in s_controls.Append(("glip/street/events", "{}")).Append(("homeassistant/status", "online")))
        {
            Assert.Contains(Refused, await _broker.PublishAsync("viewer", topic, payload), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("glip", "glip/street/events", true)]
    [InlineData("glip", "homeassistant/device/glip_street/config", true)]
    [InlineData("glip", "homeassistant/light/hall/config", false)]
    [InlineData("homeassistant", "glip/street/events", false)]
    [InlineData("homeassistant", "glip/instance/nvr1/status", false)]
    public async Task User_WritesTopic_IsAllowedWhatItNeeds(string user, string topic, bool allowed) =>
        Assert.Equal(allowed, (await _broker.PublishAsync(user, topic, "x")).Length == 0);

    [Theory]
    [InlineData("glip", "glip/street/events", "glip/street/prompt/set")]
    [InlineData("glip", "homeassistant/device/glip_street/config", "homeassistant/status")]
    [InlineData("viewer", "homeassistant/device/glip_street/config", "glip/street/events")]
    public async Task User_ReadsEverything_HearsOnlyWhatItMay(string user, string hidden, string shown)
    {
        await using var ears = Shell.Start($"exec mosquitto_sub {_broker.As(user)} -t '#' -F %t");
        var writer = shown.Contains("/events", StringComparison.Ordinal) ? "glip" : "homeassistant";
        await Waiting.UntilAsync(async () =>
        {
            Assert.Empty(await _broker.PublishAsync("glip", hidden, "x"));
            Assert.Empty(await _broker.PublishAsync(writer, shown, "x"));
            return ears.Lines.Count > 0;
        });

        Assert.All(ears.Lines, topic => Assert.Equal(shown, topic));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-u glip -P wrong")]
    [InlineData("-u stranger -P pass-of-glip")]
    public async Task Connect_Stranger_IsRefused(string identity)
    {
        var (exitCode, output) = await Shell.RunAsync($"mosquitto_pub -V 5 -h 127.0.0.1 -p {_broker.Port} {identity} -t glip/street/events -m x");

        Assert.NotEqual(0, exitCode);
        Assert.Contains(Refused, output, StringComparison.Ordinal);
    }

    [Fact]
    public void AccessList_OfTheDeployment_IsThatOfTheContract() =>
        Assert.Equal(Rules(Repository.Data("wire", "mosquitto.acl")), Rules(Path.Combine(Repository.Root, "deploy", "mosquitto", "acl")));

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    /// <summary>Every rule with its user, in no order.</summary>
    private static SortedSet<string> Rules(string file)
    {
        var user = string.Empty;
        var rules = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#'))
        {
            user = line.StartsWith("user ", StringComparison.Ordinal) ? line : user;
            rules.Add($"{user}: {line}");
        }

        return rules;
    }

    private static int Count(Shell eyes, string topic) => eyes.Lines.Count(line => line.StartsWith(topic + ' ', StringComparison.Ordinal));

    private static Task SeenAsync(Shell eyes, string topic, int times = 1) => Waiting.UntilAsync(() => Count(eyes, topic) >= times);
}
