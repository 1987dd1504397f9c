using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class MqttAddressTests
{
    [Theory]
    [InlineData("mqtt://broker", "broker", 1883, false, null, null)]
    [InlineData("mqtts://broker.example", "broker.example", 8883, true, null, null)]
    [InlineData("MQTT://10.0.0.7:1884/", "10.0.0.7", 1884, false, null, null)]
    [InlineData("mqtt://[::1]", "::1", 1883, false, null, null)]
    [InlineData("mqtts://cam:[x]@[fe80::1]:99", "fe80::1", 99, true, "cam", "[x]")]
    [InlineData("mqtt://glip:p%40ss%2Fword@my_broker:1", "my_broker", 1, false, "glip", "p@ss/word")]
    [InlineData("mqtt://glip:a:b/c@d@broker", "broker", 1883, false, "glip", "a:b/c@d")]
    [InlineData("mqtt://token@broker", "broker", 1883, false, "token", null)]
    public void Parse_Address_GivesItsParts(string text, string host, int port, bool usesTls, string? user, string? password) =>
        Assert.Equal(new MqttAddress(host, port, usesTls, user, password), MqttAddress.Parse(text));

    [Theory]
    [InlineData("broker:1883", "no scheme")]
    [InlineData("http://broker", "'http://'")]
    [InlineData("mqtt://", "no valid host (found '')")]
    [InlineData("mqtt://bro ker", "no valid host (found 'bro ker')")]
    [InlineData("mqtt://[::1", "no valid host")]
    [InlineData("mqtt://broker/path", "no valid host")]
    [InlineData("mqtt://broker:0", "no valid port (found '0', expected 1 to 65535)")]
    [InlineData("mqtt://broker:65536", "no valid port")]
    [InlineData("mqtt://broker:", "no valid port (found ''")]
    [InlineData("mqtt://glip:hush-hush", "no valid port (found no number")]
    [InlineData("mqtt://:hush-hush@broker", "no user name")]
    public void Parse_Other_IsRefusedInOneLine(string text, string expected)
    {
        var e = Assert.Throws<ConfigurationException>(() => MqttAddress.Parse(text));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.DoesNotContain("hush", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mqtt://glip:very-secret@broker", "mqtt://broker:1883")]
    [InlineData("mqtts://glip:very-secret@[::1]:1", "mqtts://[::1]:1")]
    public void ToString_WithPassword_ShowsNeitherUserNorPassword(string text, string shown) =>
        Assert.Equal(shown, MqttAddress.Parse(text).ToString());

    [Fact]
    public void Parse_Password_IsHiddenFromThenOn()
    {
        MqttAddress.Parse("mqtt://glip:only-here-7351@broker");

        Assert.Equal("wrong: ***", Redaction.Hide("wrong: only-here-7351"));
    }
}
