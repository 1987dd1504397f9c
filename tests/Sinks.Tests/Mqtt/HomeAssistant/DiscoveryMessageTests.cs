using System.Text.Json;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class DiscoveryMessageTests
{
    private static readonly DiscoveredStream s_stream = new(WireSamples.Topics, "front_door", WireSamples.Prompt);

    [Fact]
    public void ToJson_AllComponents_GivesTheExample() => AssertSame("ha-discovery.json", s_stream);

    [Fact]
    public void ToJson_PhraseRemoved_GivesTheExample() =>
        AssertSame("ha-discovery-phrase-removed.json", s_stream with { Prompt = new([WireSamples.Person, WireSamples.RedCoat], 8), Removed = ["dog"] });

    [Fact]
    public void ToJson_RemovedPhraseIsBack_IsTold()
    {
        var json = Read(s_stream with { Removed = ["dog"] });

        Assert.Equal("dog", json.GetProperty("components").GetProperty("dog_active").GetProperty("name").GetString());
        Assert.Equal(Read(s_stream).GetRawText(), json.GetRawText());
    }

    [Fact]
    public void ToJson_WithoutControl_LeavesOutWhatControls()
    {
        var platforms = Components(s_stream with { Control = false, Removed = ["cat"] }).Select(Platform).Distinct(StringComparer.Ordinal);

        Assert.Equal(["binary_sensor", "sensor", "image", "event"], platforms);
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void ToJson_LongPrompt_TakesThePromptAway(int characters, bool told)
    {
        // Two characters of Unicode more than there are letters: the dog is one, though two UTF-16 units.
        var second = new string('b', characters - 200 - 2 - 2) + " 🐕";
        var prompt = new Prompt([new(new(new string('a', 200)), 0.5f, 0.4f), new(new(second), 0.5f, 0.4f)]);
        var component = Read(s_stream with { Prompt = prompt }).GetProperty("components").GetProperty("prompt");

        Assert.Equal(told, component.TryGetProperty("command_topic", out _));
        Assert.Equal(told, component.GetRawText() != """{"p":"text"}""");
    }

    [Theory]
    [InlineData("glip", "yard", "homeassistant/device/glip_yard/config")]
    [InlineData("site/Haus ü", "back-yard", "homeassistant/device/site_Haus___back-yard/config")]
    public void Discovery_AnyPrefix_IsOneLevel(string prefix, string stream, string expected)
    {
        var topic = new HomeAssistantTopics("homeassistant").Discovery(new(prefix, "nvr1"), stream);

        Assert.Equal((expected, true, MqttQos.AtLeastOnce, "application/json"), (topic.Name, topic.Retain, topic.Qos, topic.ContentType));
    }

    [Fact]
    public void ToJson_AnyPrefix_HasEntityIdsAndOwnTopics()
    {
        var json = Components(new(new("site/Haus ü", "nvr1"), "back-yard", WireSamples.Prompt)).ToList();

        Assert.All(json, component => Assert.Matches(@"^[a-z_]+\.[a-z0-9_]+$", component.Value.GetProperty("default_entity_id").GetString()));
        Assert.All(json.SelectMany(Topics), topic => Assert.StartsWith("site/Haus ü/back-yard/", topic, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ToJson_EveryMember_IsKnownToHomeAssistant(bool control)
    {
        var stream = s_stream with { Control = control, Removed = ["cat"] };
        var root = Read(stream);

        Assert.Empty(Names(root).Except(HomeAssistantKeys.Root));
        Assert.Empty(Names(root.GetProperty("device")).Except(HomeAssistantKeys.Device));
        Assert.Empty(Names(root.GetProperty("origin")).Except(HomeAssistantKeys.Origin));
        Assert.All(Components(stream), component => Assert.Empty(Names(component.Value).Except(HomeAssistantKeys.Of(Platform(component)))));
        Assert.All(Components(stream).Where(component => Names(component.Value).Count() > 1), component => Assert.Empty(HomeAssistantKeys.RequiredOf(Platform(component)).Except(Names(component.Value))));
    }

    [Fact]
    public void ToJson_Sensors_KeepTheirOwnRules()
    {
        var sensors = Components(s_stream).Where(component => Platform(component) == "sensor").Select(component => component.Value).ToList();

        Assert.All(sensors, sensor => Assert.True(!sensor.TryGetProperty("entity_category", out var category) || category.GetString() == "diagnostic"));
        Assert.All(sensors, sensor => Assert.Equal(sensor.TryGetProperty("options", out _), sensor.TryGetProperty("device_class", out var kind) && kind.GetString() == "enum"));
        Assert.All(sensors.Where(sensor => sensor.TryGetProperty("options", out _)), sensor => Assert.Empty(Names(sensor).Intersect(["state_class", "unit_of_measurement"])));
    }

    [Fact]
    public void ToJson_Topics_AreThoseOfTheStream()
    {
        var topics = WireSamples.FrontDoor;
        string[] slugs = ["person", "person_in_a_red_coat", "dog"];
        string[] own =
        [
            topics.Status.Name, topics.Events.Name, topics.PromptState.Name, topics.EnabledState.Name, .. topics.Controls(slugs),
            .. slugs.SelectMany(slug => (MqttTopic[])[topics.Active(slug), topics.Count(slug), topics.PhraseSnapshot(slug), topics.ThresholdState(slug)]).Select(topic => topic.Name),
        ];

        Assert.Equal(own.Except([topics.SnapshotRequest]).Order(StringComparer.Ordinal), Components(s_stream).SelectMany(Topics).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ToJson_UniqueIds_AreUnique()
    {
        var ids = Components(s_stream).Select(component => component.Value.GetProperty("unique_id").GetString()).ToList();

        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    private static void AssertSame(string example, DiscoveredStream stream)
    {
        var (expected, actual) = (WireExample.Read(example), Read(stream));

        Assert.Equal(Names(expected), Names(actual));
        Assert.Equal(Names(expected.GetProperty("components")).Order(StringComparer.Ordinal), Names(actual.GetProperty("components")).Order(StringComparer.Ordinal));
        Assert.All(expected.GetProperty("components").EnumerateObject(), component => AssertEqual(component.Value, actual.GetProperty("components").GetProperty(component.Name)));
        AssertEqual(expected, actual);
    }

    private static void AssertEqual(JsonElement expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(expected, actual), $"expected {expected.GetRawText()}, found {actual.GetRawText()}");

    private static IEnumerable<string> Topics(JsonProperty component) => component.Value.EnumerateObject()
        .Where(member => member.Name.EndsWith("_topic", StringComparison.Ordinal)).Select(member => member.Value.GetString()!);

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(member => member.Name);

    private static string Platform(JsonProperty component) => component.Value.GetProperty("p").GetString()!;

    private static JsonElement.ObjectEnumerator Components(DiscoveredStream stream) => Read(stream).GetProperty("components").EnumerateObject();

    private static JsonElement Read(DiscoveredStream stream) => JsonElement.Parse(DiscoveryMessage.ToJson(stream));
}
