using Glip.Host;
using Glip.Testing;
using static Glip.EndToEnd.Tests.WatchSamples;

namespace Glip.EndToEnd.Tests;

public sealed class WatchLinesTests
{
    private readonly SetClock _clock = new(new(2026, 11, 21, 9, 15, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("start", "start       person 0.66  track 4183")]
    [InlineData("update", "update      person in a red coat 0.74  track 4183  (phrase, active, best)")]
    [InlineData("zone-enter", "zone enter  person in a red coat 0.69  track 4183  porch")]
    [InlineData("zone-leave", "zone leave  person in a red coat 0.69  track 4183  porch after 38.8 s")]
    [InlineData("dwell", "dwell       person in a red coat 0.69  track 4183  porch for 30.0 s")]
    [InlineData("line-cross", "line        person in a red coat 0.69  track 4183  doorstep in")]
    [InlineData("end", "end         person in a red coat 0.74  track 4183  after 43.8 s (left the picture)")]
    public void Of_EachType_IsOneLine(string name, string expected) =>
        Assert.EndsWith($"  front_door  {expected}", WatchLines.Of(Message(name), _clock), StringComparison.Ordinal);

    [Fact]
    public void Of_Marks_StandAtTheEnd() =>
        Assert.EndsWith("  lawn  replayed, duplicate", WatchLines.Of(Message("replayed", WatchMark.Replayed | WatchMark.Duplicate), _clock), StringComparison.Ordinal);

    [Fact]
    public void Time_OtherDay_HasTheDay()
    {
        var now = _clock.GetLocalNow();

        Assert.Equal(8, WatchLines.Time(now, _clock).Length);
        Assert.Equal(19, WatchLines.Time(now.AddDays(-2), _clock).Length);
    }

    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(43.84, "43.8 s")]
    [InlineData(300, "5 min")]
    [InlineData(12_000, "3 h 20 min")]
    public void Length_Seconds_AreRounded(double seconds, string expected) => Assert.Equal(expected, WatchLines.Length(seconds));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("赤い車", 4, "赤…")]
    [InlineData("abc", 0, "")]
    public void Cut_Cells_AreNoMore(string text, int cells, string expected) => Assert.Equal(expected, SafeText.Cut(text, cells));
}
