using Glip.Host;
using Glip.Sinks;
using Glip.Testing;
using static Glip.EndToEnd.Tests.WatchSamples;

namespace Glip.EndToEnd.Tests;

public sealed class WatchFrameTests
{
    private readonly SetClock _clock = new(new(2026, 11, 21, 9, 15, 0, TimeSpan.Zero));
    private readonly WatchBoard _board;

    public WatchFrameTests() => _board = new(MqttAddress.Parse("mqtt://user:very-secret@broker"), _clock) { Link = new(MqttLinkState.Connected) };

    [Fact]
    public void Lines_SomeOfEverything_FillTheFrame()
    {
        _board.Instance("nvr1", "online");
        _board.Stream("front_door", new("online", null, 4.97));
        _board.Stream("yard", new("reconnecting", "no frame for 10 s", 0));
        _board.Show(Message("update")); // its start came before us
        _board.Show(Message("dwell", changes: ("event_id", "01a1fd62-5804-7b21-8f3a-000000000000")));
        _board.Show(Message("end", WatchMark.Replayed, ("event_id", "01a1fd62-5804-7b21-8f3a-000000000001")));
        _board.Note("front_door", new(SequenceOrder.Forward, 9, 0, 1));
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(
            [
                "mqtt://broker:1883  nvr1 online  3 messages  connected",
                "front_door 5.0 fps  yard reconnecting (no frame for 10 s)",
                "STREAM      PHRASE                        SCORE  TOP   AGE    ZONES  TRACK",
                "front_door  person in a red coat, person  0.74   0.74  3 s?          4183",
                "front_door  person in a red coat, person  0.69   0.74  34 s?  porch  4183  stationary",
                "LAST ENDED",
                $"{WatchLines.Time(new(2026, 11, 21, 9, 14, 47, TimeSpan.Zero), _clock)}  front_door  person in a red coat 0.74  43.8 s  left the picture  replayed",
                $"{WatchLines.Time(new(2026, 11, 21, 9, 15, 0, TimeSpan.Zero), _clock)}  gap: 1 message of front_door was lost (8)",
            ],
            Texts(100, 20));
    }

    [Fact]
    public void Lines_EventEnds_LeavesTheOpenOnes()
    {
        _board.Show(Message("start"));
        _board.Show(Message("end"));

        Assert.Contains("nothing is seen", Texts(80, 24));
        Assert.Contains("LAST ENDED", Texts(80, 24));
    }

    [Fact]
    public void Lines_NoConnection_SaysWhy()
    {
        _board.Link = new(MqttLinkState.Waiting, "nobody \e[2Jthere");

        Assert.EndsWith(@"reconnecting: nobody \u001b[2Jthere", Texts(100, 24)[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(30, 8)]
    [InlineData(79, 24)]
    [InlineData(300, 100)]
    public void Lines_TooMuchOfEverything_StayInTheFrame(int width, int height)
    {
        for (var i = 0; i < WatchBoard.MostOpen + 50; i++)
        {
            _board.Show(Message("update", changes: [("event_id", $"{Guid.NewGuid()}"), ("phrase", "赤い車赤い車赤い車赤い車赤い車赤い車赤い車赤い車")]));
            _board.Show(Message("end", changes: ("event_id", $"{Guid.NewGuid()}")));
            _board.Stream($"s{i}", new("error", "\e[31mlong reason", 0));
            _board.Instance($"i{i}", "offline");
            _board.Note("a note that is rather long for a small terminal");
        }

        var lines = Texts(width, height);

        Assert.Equal(WatchBoard.MostOpen, _board.Open.Count);
        Assert.InRange(lines.Count, 1, height);
        Assert.All(lines, line => Assert.InRange(Spectre.Console.StringExtensions.GetCellWidth(line), 0, width));
        Assert.DoesNotContain(lines, line => line.Any(char.IsControl));
        Assert.True(height < 8 || lines.Any(line => line.StartsWith("and ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Tidy_EndMayBeLost_ForgetsAfterAMinuteWithoutAWord()
    {
        _board.Show(Message("start"));
        _board.Show(Message("start", changes: ("event_id", "01a1fd62-5804-7b21-8f3a-000000000000")));
        _board.Note("front_door", new(SequenceOrder.Forward, 20425, 0, 6));
        _board.Show(Message("update"));
        _clock.Advance(TimeSpan.FromSeconds(61));

        _board.Tidy();

        Assert.Equal("update", Assert.Single(_board.Open).Event.Type.ToString().ToLowerInvariant());
    }

    [Fact]
    public void Show_Duplicate_IsNoEvent()
    {
        _board.Show(Message("start", WatchMark.Duplicate));

        Assert.Equal((0, 0), (_board.Open.Count, _board.Shown));
    }

    private List<string> Texts(int width, int height) => [.. WatchFrame.Lines(_board, width, height, _clock).Select(line => line.Text)];
}
