using Glip.Core;

namespace Glip.Ingest.Tests;

public sealed class FfmpegOptionTests
{
    [Theory]
    [InlineData("protocol_whitelist", "file")]
    [InlineData("i", "/etc/passwd")]
    [InlineData("Threads", "1")]
    [InlineData("f", "lavfi")]
    public void Checked_NameNotAllowed_ListsThoseThatAre(string name, string value)
    {
        var error = Assert.Throws<ConfigurationException>(() => FfmpegOption.Checked(name, value));

        Assert.StartsWith($"'{name}' is no option of ffmpeg that can be set; expected one of allowed_media_types, analyzeduration, ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nfile 'x'")]
    public void Checked_ValueNotOneLine_IsRefused(string value) => Assert.Throws<ConfigurationException>(() => FfmpegOption.Checked("user_agent", value));
}
