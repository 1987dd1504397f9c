using System.Globalization;
using System.Text.Json;
using Glip.Sinks;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>Automations that were written for Frigate, and what they rely on, with the real program and a real broker.</summary>
public sealed class FrigateRunTests
{
    private const string Enabled = ", frigate: { enabled: true, labels: { human: person } }";
    private const string Zones = ", zones: { yard: { points: [[0, 0], [1, 0], [1, 1], [0, 1]] } }";

    [Fact]
    public async Task Run_AutomationForPersons_GetsItsEventPictureAndEnd()
    {
        await using var glip = await BrokerProgram.StartAsync(Street(Zones), sinks: Enabled);

        var seen = await glip.Watch.WaitAsync(message => message.Topic == "frigate/events" && message.Json is var json
            && Type(json) == "new"
            && After(json).GetProperty("label").GetString() == "person"
            && After(json).GetProperty("top_score").GetDouble() > 0.6);
        var id = Id(seen.Json);
        var picture = await FetchAsync(glip.Broker, "frigate/gate/person/snapshot");
        var end = await glip.Watch.WaitAsync(message => message.Topic == "frigate/events" && Type(message.Json) == "end" && Id(message.Json) == id);

        Assert.True(picture.Retained);
        Assert.InRange(new TurboJpeg().Decode(picture.Payload).Size.Height, 100, 1000);
        Assert.True(After(end.Json).GetProperty("has_snapshot").GetBoolean());
        Assert.Equal("human", After(end.Json).GetProperty("sub_label")[0].GetString());
        foreach (var topic in (string[])["gate/person", "gate/person/active", "gate/all", "gate/all/active", "yard/person", "yard/all"])
        {
            await glip.Watch.WaitAsync(message => message.Topic == $"frigate/{topic}" && message.Text != "0");
        }

        var (exitCode, _, _) = await glip.StopAsync();
        await glip.Watch.WaitForLastAsync("frigate/available", message => message.Text == "stopped");
        Assert.Equal(0, exitCode);
        CheckCounts(glip.Watch);
        Assert.Empty(FrigateShape.Check(Events(glip.Watch)));
        Assert.Equal("offline", glip.Watch.Last("frigate/gate/status/detect")!.Text);
    }

    [Fact]
    public async Task Run_SwitchedOffAndOn_EndsEventsAndBeginsAnew()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still(), sinks: Enabled);
        await glip.Watch.WaitForLastAsync("frigate/gate/person", message => message.Text != "0");

        await glip.SayAsync("frigate/gate/enabled/set", "OFF");
        await glip.Watch.WaitForLastAsync("frigate/gate/status/detect", message => message.Text == "disabled");
        await glip.Watch.WaitForLastAsync("frigate/gate/enabled/state", message => message.Text == "OFF");
        await glip.Watch.WaitForLastAsync("frigate/gate/detect/state", message => message.Text == "OFF");
        await glip.Watch.WaitForLastAsync("frigate/gate/person", message => message.Text == "0");
        await Waiting.UntilAsync(() => FrigateShape.Check(Events(glip.Watch)).Count == 0);

        var known = glip.Watch.Seen.Count;
        await glip.SayAsync("frigate/gate/detect/set", "perhaps");
        await Waiting.UntilAsync(() => glip.Watch.Seen.Skip(known).Any(message => message is { Topic: "frigate/gate/enabled/state", Text: "OFF" }));
        await glip.SayAsync("frigate/gate/detect/set", "ON");
        await glip.Watch.WaitForLastAsync("frigate/gate/enabled/state", message => message.Text == "ON");
        await glip.Watch.WaitForLastAsync("frigate/gate/person", message => message.Text != "0");
        await glip.StopAsync();

        Assert.Empty(FrigateShape.Check(Events(glip.Watch)));
    }

    [Fact]
    public async Task Run_LabelAndThenStreamGoAway_CountsToZeroAndWhatWasKeptIsTakenAway()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still("[person, car]"), sinks: Enabled);
        await glip.Watch.WaitForLastAsync("frigate/gate/person", message => message.Text != "0");
        await glip.Watch.WaitForLastAsync("frigate/gate/car", message => message.Text != "0");
        await glip.Watch.WaitAsync(message => message.Topic == "frigate/gate/person/snapshot");

        await glip.SayAsync("glip/gate/prompt/set", "car");
        await glip.Watch.WaitForLastAsync("frigate/gate/person/snapshot", message => message.Payload.Length == 0);
        await glip.Watch.WaitForLastAsync("frigate/gate/person", message => message.Text == "0");
        glip.Configure(BrokerProgram.Still().Replace("id: gate", "id: door", StringComparison.Ordinal), sinks: Enabled);
        glip.Program.Signal("HUP");
        await glip.Watch.WaitForLastAsync("frigate/door/enabled/state", message => message.Text == "ON");
        await glip.Watch.WaitForLastAsync("frigate/gate/car/snapshot", message => message.Payload.Length == 0);
        await glip.Watch.WaitForLastAsync("frigate/gate/enabled/state", message => message.Payload.Length == 0);
        await glip.Watch.WaitForLastAsync("frigate/door/person", message => message.Text != "0");
        await glip.StopAsync();

        CheckCounts(glip.Watch);
        Assert.DoesNotContain(glip.Watch.Seen, message => message.Topic.StartsWith("frigate/gate/", StringComparison.Ordinal) && message.Topic.Split('/')[^1] is "person" or "car" or "all" && message.Payload.Length == 0);
        Assert.DoesNotContain(File.ReadAllLines(Path.Combine(glip.Folder, "frigate-topics.txt")), topic => topic.StartsWith("frigate/gate/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_WithoutControl_ListensToNobodyAndIsOfflineWhenKilled()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still(), mqtt: ", control: false", sinks: ", frigate: { enabled: true, prefix: site/cameras }");
        await glip.Watch.WaitForLastAsync("site/cameras/available", message => message.Text == "online");

        Assert.DoesNotContain("Received SUBSCRIBE from glip-nvr1-frigate", glip.Broker.Log, StringComparison.Ordinal);
        await glip.KillAsync();
        await glip.Watch.WaitForLastAsync("site/cameras/available", message => message.Text == "offline");
    }

    [Fact]
    public async Task Run_BrokerIsKilledWithQos1_EveryEventArrivesInOrder()
    {
        var broker = await MosquittoBroker.StartAsync();
        await using var network = new TcpProxy(broker.Port);
        await using var watch = await BrokerWatch.StartAsync(broker);
        await using var glip = BrokerProgram.Of(broker, network.Port);
        glip.Configure(BrokerProgram.Still(), sinks: ", frigate: { enabled: true, qos: 1 }");
        glip.Start();
        await Waiting.UntilAsync(() => Events(watch).Count > 3);

        network.Refuse(); // until somebody listens again
        await broker.KillAsync();
        var known = glip.Written.Count;
        await Waiting.UntilAsync(() => glip.Written.Count >= known + 40);
        await broker.StartAsync();
        await broker.WaitForLogAsync("Sending SUBACK to watch-");
        network.Restore();
        await Waiting.UntilAsync(() => Events(watch).Count >= glip.Written.Count);
        await glip.StopAsync();

        await Waiting.UntilAsync(() => watch.Last("frigate/available") is { Text: "stopped" });
        var arrived = Events(watch).DistinctBy(message => message.GetRawText(), StringComparer.Ordinal).ToList();
        Assert.Equal(glip.Written.Select(Summary), arrived.Select(message => (Type(message), After(message).GetProperty("start_time").GetDouble(), After(message).GetProperty("frame_time").GetDouble())));
        Assert.Empty(FrigateShape.Check(arrived, whole: true));
        Assert.All(arrived, message => Assert.True(After(message).GetProperty("has_snapshot").GetBoolean()));
    }

    private static string Street(string more) => BrokerProgram.Street(more).Replace("prompt: [person]", "prompt: [human]", StringComparison.Ordinal);

    private static IReadOnlyList<JsonElement> Events(BrokerWatch watch) => [.. watch.Seen.Where(message => message.Topic == "frigate/events").Select(message => message.Json)];

    /// <summary>The last word about every count of a program that was stopped is that nothing is there.</summary>
    private static void CheckCounts(BrokerWatch watch) => Assert.All(
        watch.Seen.Where(message => message.Topic.StartsWith("frigate/", StringComparison.Ordinal) && int.TryParse(message.Text, CultureInfo.InvariantCulture, out _)).GroupBy(message => message.Topic, StringComparer.Ordinal),
        topic => Assert.Equal("0", topic.Last().Text));

    private static async Task<SeenMessage> FetchAsync(MosquittoBroker broker, string topic)
    {
        await using var subscriber = MosquittoSubscriber.Start(broker.Port, SeenMessage.Format, "-t", topic);
        await subscriber.WaitAsync(1);
        return SeenMessage.Parse(subscriber.Lines[0]);
    }

    private static (string? Type, double StartTime, double FrameTime) Summary(JsonElement written) => (
        Type(written) switch { "start" => "new", "end" => "end", _ => "update" },
        UnixSeconds(written, "started_at"),
        UnixSeconds(written, "captured_at"));

    private static double UnixSeconds(JsonElement written, string member) => written.GetProperty(member).GetDateTimeOffset().ToUnixTimeMilliseconds() / 1000.0;

    private static string? Type(JsonElement message) => message.GetProperty("type").GetString();

    private static string? Id(JsonElement message) => After(message).GetProperty("id").GetString();

    private static JsonElement After(JsonElement message) => message.GetProperty("after");
}
