using Glip.Core;
using Glip.Host;

namespace Glip.EndToEnd.Tests;

public sealed class EventLinesTests
{
    private static readonly FrameHeader s_header = new("yard", 3, TimeSpan.FromSeconds(12.4), DateTimeOffset.UnixEpoch, 100, 80);

    private static readonly PhraseEvent s_start = new()
    {
        Stream = new("test", "yard", null, new("nano", new('0', 64))),
        EventId = Guid.Empty,
        Type = EventType.Start,
        Phrases = [new(new(new("person"), 0.5f, 0.35f), 0.71f, 0.8f, Active: true)],
        TrackId = 4,
        Box = new(1, 2, 3, 4),
        BoxOrigin = BoxOrigin.Detected,
        Frame = s_header,
        StartedAt = s_header.CapturedAt,
        Duration = TimeSpan.FromSeconds(3),
        Best = new(s_header, new("person"), 0.8f, new(1, 2, 3, 4)),
        PromptVersion = 1,
    };

    public static TheoryData<PhraseEvent, string> Lines => new()
    {
        { s_start, "start       person 0.71  track 4" },
        { s_start with { Type = EventType.Update, Changes = [EventChange.Best, EventChange.Active] }, "update      person 0.71  track 4  (best, active)" },
        { s_start with { Type = EventType.ZoneEnter, Zone = "porch" }, "zone enter  person 0.71  track 4  porch" },
        { s_start with { Type = EventType.ZoneLeave, Zone = "porch", Dwell = TimeSpan.FromSeconds(2.5) }, "zone leave  person 0.71  track 4  porch after 2.5 s" },
        { s_start with { Type = EventType.Dwell, Zone = "porch", Dwell = TimeSpan.FromSeconds(30) }, "dwell       person 0.71  track 4  porch for 30.0 s" },
        { s_start with { Type = EventType.LineCross, Line = "step", LineDirection = LineDirection.LeftToRight, LineLabel = "in" }, "line        person 0.71  track 4  step in" },
        { s_start with { Type = EventType.LineCross, Line = "step", LineDirection = LineDirection.RightToLeft }, "line        person 0.71  track 4  step right to left" },
        { s_start with { Type = EventType.End, EndReason = EndReason.PromptChanged }, "end         person 0.80  track 4  after 3.0 s (not sought any more)" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Of_EachType_IsOneLine(PhraseEvent e, string line) => Assert.Equal($"00:12.4  yard  {line}", EventLines.Of(e));
}
