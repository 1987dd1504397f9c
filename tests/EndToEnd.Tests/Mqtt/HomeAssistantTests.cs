using System.Globalization;
using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>What somebody at Home Assistant sees of the running program, and does with it.</summary>
public sealed class HomeAssistantTests : IAsyncLifetime
{
    private const string Device = "glip_street";

    private MosquittoBroker _broker = null!;
    private HomeAssistantStandIn _home = null!;
    private StreetProgram _program = null!;

    public async Task InitializeAsync()
    {
        _broker = await MosquittoBroker.StartAsync();
        _home = await HomeAssistantStandIn.StartAsync(_broker);
        _program = StreetProgram.Start($"mqtt://127.0.0.1:{_broker.Port}", "street", "yard");
        await _home.WaitForStateAsync(Device, "person_active", "ON");
    }

    [Fact]
    public void Discovery_EveryKey_IsDocumented()
    {
        var message = _home.Devices[Device];

        Assert.Empty(Names(message).Except(HomeAssistantKeys.Root));
        Assert.Empty(Names(message.GetProperty("device")).Except(HomeAssistantKeys.Device));
        Assert.Empty(Names(message.GetProperty("origin")).Except(HomeAssistantKeys.Origin));
        Assert.Equal([Device, "glip_yard"], _home.Devices.Keys.Order(StringComparer.Ordinal));
        Assert.All(_home.Entities(Device).Values, entity =>
        {
            Assert.Empty(Names(entity.Config).Except(HomeAssistantKeys.Of(entity.Platform)));
            Assert.Empty(HomeAssistantKeys.RequiredOf(entity.Platform).Except(Names(entity.Config)));
        });
    }

    [Fact]
    public async Task Entities_OfAStream_AreAvailableAndHaveStates()
    {
        await Waiting.UntilAsync(() => _home.Latest("glip/street/phrase/person/snapshot") is not null && _home.Latest("glip/street/events") is not null);
        var states = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (key, entity) in _home.Entities(Device))
        {
            await Waiting.UntilAsync(() => _home.IsAvailableAsync(Device, key));
            states[key] = entity.Platform == "image" ? null : await _home.StateAsync(Device, key);
        }

        Assert.Equal(("ON", "0.5", "ON", "person", "online"), (states["person_active"], states["person_threshold"], states["enabled"], states["prompt"], states["state"]));
        Assert.Equal([0xFF, 0xD8, 0xFF], _home.Messages.Last(message => message.Topic == "glip/street/phrase/person/snapshot").Payload[..3]);
        Assert.All(["person_count", "fps", "dropped"], (string key) => Assert.True(double.TryParse(states[key], CultureInfo.InvariantCulture, out _), key));
        var told = JsonElement.Parse(states["events"]!);
        Assert.Contains(told.GetProperty("event_type").GetString(), _home.Entities(Device)["events"].Config.GetProperty("event_types").EnumerateArray().Select(type => type.GetString()));
        Assert.Equal("person", told.GetProperty("phrase").GetString());
        Assert.Empty(await _home.Entities(Device)["events"].StateAsync(EventSample.Start(1, "late", replayed: true), _home.Templates));
    }

    [Fact]
    public async Task Text_OtherPhrase_ChangesEntitiesAndEvents()
    {
        await _home.SetAsync(Device, "prompt", "car");

        await _home.WaitForStateAsync(Device, "prompt", "car");
        await _home.WaitForStateAsync(Device, "car_active", "ON");
        await Waiting.UntilAsync(() => LastEvent() is { } told && told.GetProperty("phrase").GetString() == "car");
        Assert.Equal(2, LastEvent()!.Value.GetProperty("prompt_version").GetInt32());
        Assert.DoesNotContain(_home.Entities(Device).Keys, key => key.StartsWith("person_", StringComparison.Ordinal));
        Assert.Equal("""{"p":"binary_sensor"}""", _home.Devices[Device].GetProperty("components").GetProperty("person_active").GetRawText());
        await Waiting.UntilAsync(() => _home.Latest("glip/street/phrase/person/active") is null && _home.Latest("glip/street/phrase/person/snapshot") is null);
        Assert.Contains(Events(), told => told.GetProperty("end_reason").GetString() == "prompt_changed");
        Assert.Equal("person", await _home.StateAsync("glip_yard", "prompt"));
    }

    [Fact]
    public async Task Text_UnknownPhrase_LeavesTheOldAndSaysWhy()
    {
        await _home.SetAsync(Device, "prompt", "umbrellla");
        var prompt = _home.Entities(Device)["prompt"];

        JsonElement attributes = default;
        await Waiting.UntilAsync(async () =>
        {
            attributes = JsonElement.Parse(await _home.Templates.RenderAsync(prompt.Text("json_attributes_template")!, _home.Latest(prompt.Text("json_attributes_topic")!)!));
            return attributes.GetProperty("state").GetString() == "error";
        });

        Assert.Contains("umbrella", attributes.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("person", await _home.StateAsync(Device, "prompt"));
    }

    [Fact]
    public async Task Switch_OffAndOn_StreamRestsAndGoesOn()
    {
        await _home.SetAsync(Device, "enabled", "OFF");
        await _home.WaitForStateAsync(Device, "enabled", "OFF");
        await _home.WaitForStateAsync(Device, "state", "disabled");
        Assert.False(await _home.IsAvailableAsync(Device, "person_active"));
        Assert.True(await _home.IsAvailableAsync(Device, "enabled"));
        await Waiting.UntilAsync(() => _home.IsAvailableAsync("glip_yard", "person_active"));
        await Waiting.UntilAsync(() => LastEvent() is { } told && told.GetProperty("end_reason").GetString() == "disabled");

        await _home.SetAsync(Device, "enabled", "ON");
        await _home.WaitForStateAsync(Device, "enabled", "ON");
        await _home.WaitForStateAsync(Device, "person_active", "ON");
        await Waiting.UntilAsync(() => _home.IsAvailableAsync(Device, "person_active"));
    }

    [Fact]
    public async Task Number_NewThreshold_HoldsAndWrongOneJumpsBack()
    {
        await _home.SetAsync(Device, "person_threshold", "0.62");
        await _home.WaitForStateAsync(Device, "person_threshold", "0.62");
        await Waiting.UntilAsync(() => LastEvent() is { } told && Math.Abs(told.GetProperty("phrases")[0].GetProperty("enter_threshold").GetDouble() - 0.62) < 1e-6);
        var before = Count("glip/street/phrase/person/threshold/state");

        await _home.SetAsync(Device, "person_threshold", "1.5");

        await Waiting.UntilAsync(() => Count("glip/street/phrase/person/threshold/state") > before && _home.Latest("glip/street/errors") is not null);
        Assert.Equal("0.62", await _home.StateAsync(Device, "person_threshold"));
        Assert.Equal("invalid_threshold", JsonElement.Parse(_home.Latest("glip/street/errors")!).GetProperty("code").GetString());
        Assert.Equal(1, LastEvent()!.Value.GetProperty("prompt_version").GetInt32());
    }

    [Fact]
    public async Task Birth_HomeAssistantStartsAgain_SeesEverythingAgain()
    {
        await Waiting.UntilAsync(() => _home.Latest("glip/street/phrase/person/snapshot") is not null);
        var before = _home.Messages.Count;
        var expected = _home.Devices.Keys.SelectMany(device => _home.Entities(device).Values.Select(entity => entity.StateTopic).Append($"homeassistant/device/{device}/config"))
            .Append("glip/instance/nvr1/status").Where(topic => _home.Latest(topic) is not null && !topic.EndsWith("/events", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);

        await _home.SayBirthAsync();

        await Waiting.UntilAsync(() => expected.IsSubsetOf(_home.Messages.Skip(before).Select(message => message.Topic)));
        var again = _home.Messages.Skip(before).Select(message => message.Topic).ToList();
        Assert.True(again.IndexOf("homeassistant/device/glip_street/config") < again.IndexOf("glip/instance/nvr1/status"));
    }

    [Fact]
    public async Task Reload_StreamRemoved_DeviceVanishes()
    {
        var topics = _home.Messages.Select(message => message.Topic).Where(topic => topic.StartsWith("glip/yard/", StringComparison.Ordinal) && !topic.EndsWith("/events", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);

        _program.Change("street");

        await Waiting.UntilAsync(() => !_home.Devices.ContainsKey("glip_yard") && topics.All(topic => _home.Latest(topic) is null));
        Assert.Empty(_home.Entities("glip_yard"));
        Assert.NotEmpty(_home.Entities(Device));
        await using var late = MosquittoSubscriber.Start(_broker.Port, "%t", "-t", "glip/yard/#", "-t", "homeassistant/device/glip_yard/config", "-t", "glip/instance/nvr1/status");
        await Waiting.UntilAsync(() => late.Lines.Contains("glip/instance/nvr1/status", StringComparer.Ordinal));
        Assert.Single(late.Lines);
    }

    [Fact]
    public async Task Stop_InOrder_EverythingIsUnavailable()
    {
        await _program.StopAsync();

        await Waiting.UntilAsync(() => _home.Latest("glip/instance/nvr1/status") == "stopped");
        foreach (var key in _home.Entities(Device).Keys)
        {
            Assert.False(await _home.IsAvailableAsync(Device, key), key);
        }

        Assert.Equal(("OFF", "0", "stopped"), (await _home.StateAsync(Device, "person_active"), await _home.StateAsync(Device, "person_count"), await _home.StateAsync(Device, "state")));
        Assert.Equal("end", LastEvent()!.Value.GetProperty("type").GetString());
    }

    public async Task DisposeAsync()
    {
        await _program.DisposeAsync();
        await _home.DisposeAsync();
        await _broker.DisposeAsync();
    }

    private int Count(string topic) => _home.Messages.Count(message => message.Topic == topic);

    private IEnumerable<JsonElement> Events() => _home.Messages.Where(message => message.Topic == "glip/street/events").Select(message => JsonElement.Parse(message.Payload));

    private JsonElement? LastEvent() => Events().Select(told => (JsonElement?)told).LastOrDefault();

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(member => member.Name);
}
