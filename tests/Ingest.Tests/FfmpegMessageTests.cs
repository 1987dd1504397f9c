namespace Glip.Ingest.Tests;

public sealed class FfmpegMessageTests
{
    [Fact]
    public void Summary_ErrorsAndWarnings_GivesFirstAndLastError()
    {
        string[] lines =
        [
            "[mov,mp4 @ 0x55d0] [error] moov atom not found",
            "[h264 @ 0x55d0] [error] another",
            "[warning] odd",
            "[error] file:/a/b.mp4: Invalid data found when processing input",
        ];

        Assert.Equal("ffmpeg said: moov atom not found; Invalid data found when processing input", FfmpegMessage.Summary(lines, "file:/a/b.mp4"));
    }

    [Fact]
    public void Summary_OnlyWarnings_GivesTheLast() =>
        Assert.Equal("ffmpeg said: odd", FfmpegMessage.Summary(["[warning] even", "[warning] odd"], "x"));

    [Fact]
    public void Summary_Nothing_SaysSo() => Assert.Equal("ffmpeg gave no reason", FfmpegMessage.Summary([], "x"));
}
