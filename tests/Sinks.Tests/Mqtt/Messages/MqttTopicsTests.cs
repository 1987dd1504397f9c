using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class MqttTopicsTests
{
    // Names that are levels of topics themselves.
    private static readonly string[] s_streams = ["front_door", "status", "prompt", "phrase", "zone", "all", "events", "available", "set"];
    private static readonly string[] s_zones = ["porch", "set", "state", "phrase", "threshold", "enabled-zone"];
    private static readonly string[] s_slugs = ["person", "prompt", "set", "enabled", "detect", "threshold", "request", "snapshot"];

    private static readonly HomeAssistantTopics s_home = new("homeassistant");
    private static readonly FrigateTopics s_frigate = new("frigate");

    public static TheoryData<string, MqttTopic, string, bool, double?> Table
    {
        get
        {
            var stream = WireSamples.FrontDoor;
            return new()
            {
                { "glip/instance/nvr1/status", WireSamples.Topics.Status, "text/plain", true, null },
                { "glip/front_door/status", stream.Status, "application/json", true, null },
                { "glip/front_door/events", stream.Events, "application/json", false, 24 },
                { "glip/front_door/prompt/state", stream.PromptState, "application/json", true, null },
                { "glip/front_door/enabled/state", stream.EnabledState, "text/plain", true, null },
                { "glip/front_door/errors", stream.Errors, "application/json", false, 1 },
                { "glip/front_door/snapshot", stream.Snapshot, "image/jpeg", false, 1 / 60.0 },
                { "glip/front_door/phrase/dog/active", stream.Active("dog"), "text/plain", true, null },
                { "glip/front_door/phrase/dog/count", stream.Count("dog"), "text/plain", true, null },
                { "glip/front_door/phrase/dog/snapshot", stream.PhraseSnapshot("dog"), "image/jpeg", true, 7 * 24 },
                { "glip/front_door/phrase/dog/threshold/state", stream.ThresholdState("dog"), "text/plain", true, null },
                { "glip/front_door/zone/porch/phrase/dog/count", stream.Count("porch", "dog"), "text/plain", true, null },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Topics_EachOfTheContract_HasItsProperties(string name, MqttTopic topic, string contentType, bool retain, double? expiryHours)
    {
        Assert.Equal(name, topic.Name);
        Assert.Equal((retain, MqttQos.AtLeastOnce, contentType), (topic.Retain, topic.Qos, topic.ContentType));
        Assert.Equal(expiryHours, topic.Expiry?.TotalHours);
        Assert.Equal(contentType != "image/jpeg", topic.IsText);
    }

    [Fact]
    public void Controls_OfPhrases_AreExactTopics() => Assert.Equal(
        ["glip/front_door/prompt/set", "glip/front_door/enabled/set", "glip/front_door/snapshot/request", "glip/front_door/phrase/dog/threshold/set"],
        WireSamples.FrontDoor.Controls(["dog"]));

    [Fact]
    public void Published_AllTopics_MatchNoSubscription()
    {
        var filters = Subscribed().ToList();
        var published = Published().ToList();

        Assert.All(filters, filter => Assert.DoesNotContain(published, topic => TopicFilter.Matches(filter, topic.Name)));
        Assert.True(published.Count > 1000 && filters.Count > 100);
    }

    [Fact]
    public void AccessList_OfTheContract_AllowsAllThatIsWrittenAndReadOnly()
    {
        var rules = File.ReadLines(Repository.Data("wire", "mosquitto.acl")).SkipWhile(line => line != "user glip").Skip(1).TakeWhile(line => line.StartsWith("topic", StringComparison.Ordinal));
        var allowed = rules.Select(rule => rule.Split(' ')).ToLookup(rule => rule[1], rule => rule[2], StringComparer.Ordinal);

        Assert.All(Published().Where(IsOwn), topic => Assert.Contains(allowed["write"], filter => TopicFilter.Matches(filter, topic.Name)));
        Assert.All(Subscribed().Where(name => !name.StartsWith("frigate", StringComparison.Ordinal)), name => Assert.Contains(allowed["read"], filter => TopicFilter.Matches(filter, name)));
    }

    [Theory]
    [InlineData("glip")]
    [InlineData("site/house 2/glip")]
    [InlineData("Größe")]
    public void GlipTopics_PrefixOfLevels_StandsBeforeAll(string prefix) => Assert.Equal($"{prefix}/yard/events", new GlipTopics(prefix, "nvr1").Of("yard").Events.Name);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("$SYS/glip", "broker's own")]
    [InlineData("glip/+", "'+' or '#'")]
    [InlineData("glip#", "'+' or '#'")]
    [InlineData("/glip", "empty level")]
    [InlineData("glip/", "empty level")]
    [InlineData("a//b", "empty level")]
    [InlineData("gl\0ip", "no topic may have")]
    [InlineData("gl\nip", "no topic may have")]
    public void GlipTopics_NoPrefix_IsRefused(string prefix, string problem)
    {
        var error = Assert.Throws<ConfigurationException>(() => new GlipTopics(prefix, "nvr1"));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.True(PayloadText.IsClean(error.Message));
    }

    [Fact]
    public void GlipTopics_LongOrBrokenPrefix_IsRefused()
    {
        Assert.Throws<ConfigurationException>(() => new GlipTopics(new string('a', 201), "nvr1"));
        Assert.Throws<ConfigurationException>(() => new GlipTopics("gl\ud800ip", "nvr1"));
    }

    [Fact]
    public void Control_TopicsToSubscribeTo_AreUnderstood()
    {
        var stream = WireSamples.FrontDoor;
        (string Topic, ControlKind Kind, string? Slug)[] expected =
        [
            (stream.PromptSet, ControlKind.Prompt, null), (stream.EnabledSet, ControlKind.Enabled, null),
            (stream.SnapshotRequest, ControlKind.Snapshot, null), (stream.ThresholdSet("dog"), ControlKind.Threshold, "dog"),
        ];

        Assert.All(expected, each => Assert.Equal(new ControlTopic(each.Kind, each.Topic, "front_door") { Slug = each.Slug }, WireSamples.Topics.Control(each.Topic)));
    }

    [Theory]
    [InlineData("glip")]
    [InlineData("glip/")]
    [InlineData("glipx/front_door/prompt/set")]
    [InlineData("glip/front_door/prompt/state")]
    [InlineData("glip/front_door/prompt/set/x")]
    [InlineData("other/front_door/prompt/set")]
    [InlineData("")]
    public void Control_OtherTopic_IsNull(string topic) => Assert.Null(WireSamples.Topics.Control(topic));

    [Theory]
    [InlineData("a/#", "a", true)]
    [InlineData("a/+/c", "a/b/c", true)]
    [InlineData("a/+", "a/b/c", false)]
    [InlineData("a/b", "a", false)]
    public void TopicFilter_WorkedByHand_Matches(string filter, string topic, bool expected) => Assert.Equal(expected, TopicFilter.Matches(filter, topic));

    private static bool IsOwn(MqttTopic topic) => !topic.Name.StartsWith("frigate", StringComparison.Ordinal);

    private static IEnumerable<string> Subscribed() =>
    [
        s_home.Birth,
        .. s_streams.SelectMany(stream => WireSamples.Topics.Of(stream).Controls(s_slugs)),
        .. s_streams.SelectMany(s_frigate.Controls),
    ];

    private static IEnumerable<MqttTopic> Published() =>
    [
        WireSamples.Topics.Status, s_frigate.Available, s_frigate.Events,
        .. s_streams.Select(stream => s_home.Discovery(WireSamples.Topics, stream)),
        .. s_streams.SelectMany(stream => Of(WireSamples.Topics.Of(stream))),
        .. s_streams.SelectMany(OfFrigate),
    ];

    private static IEnumerable<MqttTopic> Of(StreamTopics stream) =>
    [
        stream.Status, stream.Events, stream.PromptState, stream.EnabledState, stream.Errors, stream.Snapshot,
        .. s_slugs.SelectMany(slug => (MqttTopic[])[stream.Active(slug), stream.Count(slug), stream.PhraseSnapshot(slug), stream.ThresholdState(slug)]),
        .. s_slugs.SelectMany(slug => s_zones.Select(zone => stream.Count(zone, slug))),
    ];

    private static IEnumerable<MqttTopic> OfFrigate(string camera) =>
    [
        s_frigate.Status(camera), .. s_frigate.EnabledStates(camera), .. s_slugs.Select(label => s_frigate.Snapshot(camera, label)),
        .. from place in s_zones.Append(camera)
           from label in s_slugs.Append(FrigateCount.All)
           from activeOnly in (bool[])[false, true]
           select s_frigate.Count(new(place, label, activeOnly, 0)),
    ];
}
