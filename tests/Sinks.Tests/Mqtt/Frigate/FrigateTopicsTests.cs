using System.Text;
using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class FrigateTopicsTests
{
    private static readonly FrigateTopics s_topics = new("frigate");

    [Fact]
    public void Topics_EachOfTheContract_HasItsProperties()
    {
        Assert.Equal(
        [
            "frigate/available R", "frigate/events 0", "frigate/yard/person", "frigate/yard/all/active", "frigate/yard/person/snapshot R", "frigate/yard/status/detect",
            "frigate/yard/enabled/state R", "frigate/yard/detect/state R",
        ],
        new[]
        {
            s_topics.Available, s_topics.Events, s_topics.Count(new("yard", "person", ActiveOnly: false, 1)), s_topics.Count(new("yard", FrigateCount.All, ActiveOnly: true, 1)),
            s_topics.Snapshot("yard", "person"), s_topics.Status("yard"), s_topics.EnabledStates("yard")[0], s_topics.EnabledStates("yard")[1],
        }.Select(topic => topic.Name + (topic.Retain ? " R" : string.Empty) + (topic.Qos == MqttQos.AtMostOnce ? " 0" : string.Empty)));
        Assert.Equal(MqttQos.AtLeastOnce, new FrigateTopics("frigate", MqttQos.AtLeastOnce).Events.Qos);
    }

    [Fact]
    public void Control_BothSwitches_AreUnderstood()
    {
        Assert.All(s_topics.Controls("yard"), topic => Assert.Equal(new ControlTopic(ControlKind.Enabled, topic, "yard"), s_topics.Control(topic)));
        Assert.Null(s_topics.Control("frigate/yard/motion/set"));
        Assert.Null(s_topics.Control("glip/yard/enabled/set"));
    }

    [Theory]
    [InlineData(StreamState.Online, "online")]
    [InlineData(StreamState.Disabled, "disabled")]
    [InlineData(StreamState.Reconnecting, "offline")]
    [InlineData(StreamState.Error, "offline")]
    public void DetectStatus_State_IsAWord(StreamState state, string expected) => Assert.Equal(expected, Encoding.ASCII.GetString(FrigateTopics.DetectStatus(state).Span));

    [Fact]
    public void CheckNames_ZoneNamedAsStream_IsRefused()
    {
        FrigateTopics.CheckNames(["yard", "door"], ["porch"]);

        Assert.Contains("'door'", Assert.Throws<ConfigurationException>(() => FrigateTopics.CheckNames(["yard", "door"], ["porch", "door"])).Message, StringComparison.Ordinal);
    }
}
