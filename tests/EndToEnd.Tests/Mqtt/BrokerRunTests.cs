using System.Text.Json;

namespace Glip.EndToEnd.Tests;

/// <summary>What a broker is told of a camera, from start to stop.</summary>
public sealed class BrokerRunTests
{
    [Fact]
    public async Task Run_FromStartToStop_TellsDevicesStatesThatItIsThereEventsAndThatItStops()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still(more: ", zones: { all: { points: [[0, 0], [1, 0], [1, 1], [0, 1]] } }"));
        await glip.Watch.WaitForLastAsync("glip/gate/phrase/person/count", message => message.Text != "0");
        await glip.Watch.WaitAsync(message => message.Topic == "glip/gate/phrase/person/snapshot");
        await glip.Watch.WaitForLastAsync("glip/gate/zone/all/phrase/person/count", message => message.Text != "0");
        await glip.Watch.WaitForLastAsync("glip/gate/status", message => message.Json.GetProperty("state").GetString() == "online");

        var (exitCode, _, errors) = await glip.StopAsync();
        await glip.Watch.WaitForLastAsync("glip/instance/nvr1/status", message => message.Text == "stopped");

        Assert.Equal((0, true), (exitCode, errors.Contains("broker connected", StringComparison.Ordinal)));
        var topics = glip.Watch.Seen.Select(message => message.Topic).ToList();
        var online = topics.IndexOf("glip/instance/nvr1/status");
        Assert.Equal(0, topics.IndexOf("homeassistant/device/glip_gate/config"));
        foreach (var state in (string[])["prompt/state", "enabled/state", "status", "phrase/person/active", "phrase/person/count", "phrase/person/threshold/state", "zone/all/phrase/person/count"])
        {
            Assert.InRange(topics.IndexOf($"glip/gate/{state}"), 1, online - 1);
        }

        Assert.True(topics.IndexOf("glip/gate/events") > online);
        Assert.Equal(topics.Count - 1, topics.LastIndexOf("glip/instance/nvr1/status"));
        Assert.Equal("0", glip.Watch.Last("glip/gate/phrase/person/count")!.Text);
        Assert.Equal("OFF", glip.Watch.Last("glip/gate/phrase/person/active")!.Text);
        Assert.Equal("0", glip.Watch.Last("glip/gate/zone/all/phrase/person/count")!.Text);
        Assert.Equal("stopped", glip.Watch.Last("glip/gate/status")!.Json.GetProperty("state").GetString());
        Assert.Empty(EventOrder.Check(glip.Watch.Events()));
        Assert.All(glip.Watch.Events().Where(Is("end")), end => Assert.Equal("shutdown", end.GetProperty("end_reason").GetString()));
        Assert.Contains("seq:1", glip.Watch.Seen.First(message => message.Topic == "glip/gate/events").Properties, StringComparison.Ordinal);
        glip.Watch.CheckSchemas();
    }

    [Fact]
    public async Task Run_StartedAgain_NumbersAndTracksGoOn()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still());
        await glip.Watch.WaitAsync(message => message.Topic == "glip/gate/events");
        await glip.StopAsync();
        var before = glip.Watch.Events();

        await glip.StartAgainAsync();
        await glip.Watch.WaitAsync(message => message.Topic == "glip/gate/events" && message.Json.GetProperty("seq").GetInt64() > before.Count);
        await glip.StopAsync();

        Assert.Empty(EventOrder.Check(glip.Watch.Events()));
        var tracks = glip.Watch.Events().Where(Is("start")).Select(start => start.GetProperty("track_id").GetInt32()).ToList();
        Assert.Equal(tracks.Distinct().Count(), tracks.Count);
    }

    [Fact]
    public async Task Run_Killed_EndsTheOpenEventsFirstAndInTheFilesToo()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still());
        await glip.Watch.WaitAsync(message => message.Topic == "glip/gate/events" && Is("update")(message.Json));
        await glip.KillAsync();
        await glip.Watch.WaitAsync("glip/instance/nvr1/status", "offline");
        var open = EventOrder.Check(glip.Watch.Events());

        await glip.StartAgainAsync();
        await Glip.Testing.Waiting.UntilAsync(() => glip.Watch.Events().Count(Is("start")) > open.Count);
        await glip.StopAsync();

        var events = glip.Watch.Events();
        Assert.Empty(EventOrder.Check(events));
        var interrupted = events.Where(e => e.GetProperty("end_reason").GetString() == "interrupted").ToList();
        Assert.NotEmpty(open);
        Assert.Equal(open.Order(), interrupted.Select(e => e.GetProperty("event_id").GetString()!).Order(), StringComparer.Ordinal);
        var lines = glip.Written;
        Assert.Equal(interrupted.Count, lines.Count(e => e.GetProperty("end_reason").GetString() == "interrupted"));
        Assert.Empty(EventOrder.Check(lines));
        glip.Watch.CheckSchemas();
    }

    [Fact]
    public async Task Run_OtherPhrasesAfterARestart_OldTopicsAreTakenAway()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still("[person, car]"));
        await glip.Watch.WaitAsync(message => message.Topic == "glip/gate/phrase/car/snapshot");
        await glip.StopAsync();

        glip.Configure(BrokerProgram.Still("[person]").Replace("id: gate", "id: door", StringComparison.Ordinal));
        await glip.StartAgainAsync();
        await glip.Watch.WaitAsync("glip/door/phrase/person/threshold/state", "0.5");

        foreach (var topic in (string[])["status", "prompt/state", "enabled/state", "phrase/car/active", "phrase/car/count", "phrase/car/snapshot", "phrase/person/snapshot", "phrase/car/threshold/state"])
        {
            await glip.Watch.WaitForLastAsync($"glip/gate/{topic}", message => message.Payload.Length == 0);
        }

        await glip.Watch.WaitForLastAsync("homeassistant/device/glip_gate/config", message => message.Payload.Length == 0);
    }

    private static Func<JsonElement, bool> Is(string type) => message => message.GetProperty("type").GetString() == type;
}
