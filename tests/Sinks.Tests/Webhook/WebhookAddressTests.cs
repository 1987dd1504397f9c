using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("https://example.org/hook", "https://example.org/hook")]
    [InlineData("http://10.0.0.7:8123/api/webhook/glip?x=1", "http://10.0.0.7:8123/api/webhook/glip?x=1")]
    [InlineData("https://[::1]:8443", "https://[::1]:8443/")]
    [InlineData("https://example.org/hook?token=abcdef", "https://example.org/hook?token=***")]
    [InlineData("https://viewer:quite-secret@example.org/hook", "https://example.org/hook")]
    public void ToString_Address_HidesWhatIsSecret(string text, string shown) => Assert.Equal(shown, WebhookAddress.Parse(text).ToString());

    [Fact]
    public void Parse_UserAndPassword_LeaveTheAddressAndAreDecoded()
    {
        var address = WebhookAddress.Parse("https://a%40b:p%3Aw%20d@example.org/hook");

        Assert.Equal("https://example.org/hook", address.Uri.ToString());
        Assert.Equal("Basic YUBiOnA6dyBk", address.Authorization?.ToString()); // a@b:p:w d
    }

    [Fact]
    public void Parse_AddressThatIsASecretAsAWhole_HidesItsPath()
    {
        const string text = "https://Hooks.example.org/services/T0/B1/9f8e7d6c"; // the host is shown in lower case
        Secrets.Register(text);

        Assert.Equal("https://hooks.example.org***", WebhookAddress.Parse(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.org/hook")]
    [InlineData("/hook")]
    [InlineData("ftp://example.org/hook")]
    [InlineData("mqtt://example.org")]
    [InlineData("https://")]
    [InlineData("https://user:p/w-1234@example.org/hook")]
    public void Parse_NoAddress_IsRefusedWithoutShowingIt(string text)
    {
        var error = Assert.Throws<ConfigurationException>(() => WebhookAddress.Parse(text));

        Assert.Contains("expected https://host/path", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("p/w-1234", error.Message, StringComparison.Ordinal);
    }
}
