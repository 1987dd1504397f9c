namespace Glip.Core.Tests;

public class ConfigurationExceptionTests
{
    [Fact]
    public void Problems_Several_AreTheLinesOfTheMessage()
    {
        var error = new ConfigurationException(["line 1: bad fps", "line 9: unknown key"]);

        Assert.Equal(["line 1: bad fps", "line 9: unknown key"], error.Problems);
        Assert.Equal(error.Problems, error.Message.Split(Environment.NewLine));
    }

    [Fact]
    public void Problems_One_IsTheMessage() => Assert.Equal(["bad fps"], new ConfigurationException("bad fps").Problems);

    [Fact]
    public void PromptException_IsAConfigurationError()
    {
        var error = new PromptException("empty", null, "no phrase");

        Assert.IsAssignableFrom<ConfigurationException>(error);
        Assert.Equal(["no phrase"], error.Problems);
    }
}
