using Glip.Testing;
using static Glip.Sinks.Tests.MqttSamples;

namespace Glip.Sinks.Tests;

public sealed class MqttSubscribeTests
{
    [Fact]
    public async Task Subscribe_Filters_BringsNewMessagesOfOthersOnly()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var other = await ConnectAsync(Options(broker.Port) with { ClientId = "other" });
        await other.PublishAsync(Message("glip/a/prompt/set", "old") with { Retain = true }, Patience);
        await using var connection = await ConnectAsync(broker);

        var answers = await connection.SubscribeAsync(["glip/a/prompt/set", "glip/b/prompt/set"], Patience);
        await connection.PublishAsync(Message("glip/a/prompt/set", "own"), Patience);
        await other.PublishAsync(Message("glip/b/prompt/set", "new") with { ContentType = "text/plain", UserProperties = [new("request_id", "ha-42"), new("x", "y")] }, Patience);
        await other.PublishAsync(Message("glip/a/prompt/set", "kept") with { Retain = true, Qos = MqttQos.AtMostOnce }, Patience);

        Assert.Equal([1, 1], answers.Select(answer => answer.ReasonCode));
        var first = await connection.Received.ReadAsync(Patience);
        Assert.Equal(("glip/b/prompt/set", "new", false, "text/plain"), (first.Topic, first.Text(), first.Retain, first.ContentType));
        Assert.Equal(["request_id=ha-42", "x=y"], first.UserProperties.Select(property => $"{property.Key}={property.Value}"));
        var second = await connection.Received.ReadAsync(Patience);
        Assert.Equal(("kept", true), (second.Text(), second.Retain));
        Assert.False(connection.Received.TryRead(out _));
    }

    [Fact]
    public async Task Subscribe_OneIsRefused_SaysWhichAndTheRestGoesOn()
    {
        using var folder = new TemporaryFolder();
        await using var broker = await StartWithRulesAsync(folder);
        await using var connection = await ConnectAsync(broker);

        var answers = await connection.SubscribeAsync(["glip/a/prompt/set", "glip/secret"], Patience);
        await connection.PublishAsync(Message("glip/x"), Patience);

        Assert.Equal([(1, true), (0x87, false)], answers.Select(answer => (answer.ReasonCode, answer.IsAccepted)));
        Assert.Equal("'glip/secret': not authorised (reason 0x87)", answers[1].Text);
    }

    [Fact]
    public async Task Subscribe_RetainedWanted_BringsThemCutToTheirLimit()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var other = await ConnectAsync(Options(broker.Port) with { ClientId = "other" });
        await other.PublishAsync(Message("glip/a/status", "abcde") with { Retain = true }, Patience);
        await using var connection = await ConnectAsync(Options(broker.Port) with { WantsRetained = true, ReceivedPayloadBytes = 3 });

        await connection.SubscribeAsync(["glip/+/status"], Patience);

        var kept = await connection.Received.ReadAsync(Patience);
        Assert.Equal(("abc", true), (kept.Text(), kept.Retain));
    }

    [Fact]
    public async Task Received_NobodyReads_DropsTheNewestAndCounts()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var other = await ConnectAsync(Options(broker.Port) with { ClientId = "other" });
        await using var connection = await ConnectAsync(Options(broker.Port) with { ReceivedCapacity = 3 });
        await connection.SubscribeAsync(["glip/a"], Patience);

        for (var i = 0; i < 10; i++)
        {
            await other.PublishAsync(Message("glip/a", $"{i}"), Patience);
        }

        await Waiting.UntilAsync(() => connection.ReceivedDropped == 7);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal($"{i}", (await connection.Received.ReadAsync(Patience)).Text());
        }

        await connection.DisposeAsync();
        Assert.False(await connection.Received.WaitToReadAsync(Patience));
    }

    /// <summary>A broker whose plug-in refuses subscriptions, which access control lists do not.</summary>
    private static Task<MosquittoBroker> StartWithRulesAsync(TemporaryFolder folder)
    {
        File.WriteAllText(folder.File("rules.json"), """
            {
              "defaultACLAccess": { "publishClientSend": true, "publishClientReceive": true, "subscribe": true, "unsubscribe": true },
              "clients": [], "anonymousGroup": "all",
              "groups": [{ "groupname": "all", "roles": [{ "rolename": "careful" }] }],
              "roles": [{ "rolename": "careful", "acls": [{ "acltype": "subscribeLiteral", "topic": "glip/secret", "allow": false }] }]
            }
            """);
        return MosquittoBroker.StartAsync(
            "allow_anonymous true", "plugin /usr/lib/x86_64-linux-gnu/mosquitto_dynamic_security.so", $"plugin_opt_config_file {folder.File("rules.json")}");
    }
}
