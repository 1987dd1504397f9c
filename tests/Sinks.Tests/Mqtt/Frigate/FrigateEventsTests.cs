using System.Text.Json;
using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class FrigateEventsTests
{
    private static readonly Guid s_id = Guid.Parse("01a1fd62-5804-7b21-8f3a-5d2c7e90b614");
    private static readonly FrameHeader s_first = Frame("09:14:03.080", 903123);
    private static readonly FrameHeader s_best = Frame("09:14:03.880", 903135);

    private readonly FrigateEvents _events = new(new(new Dictionary<string, string>(StringComparer.Ordinal) { ["person_in_a_red_coat"] = "person" }));

    [Fact]
    public void Take_Start_GivesTheExample() => WireExample.AssertSame("frigate-new.json", Take(Start()).ToJson());

    [Fact]
    public void Take_ZoneEnter_GivesTheExample()
    {
        Take(Start());
        Take(Update());

        WireExample.AssertSame("frigate-update.json", Take(ZoneEnter()).ToJson());
    }

    [Fact]
    public void Take_End_GivesTheExample()
    {
        Take(Start());
        Take(ZoneEnter() with { Type = EventType.ZoneLeave, Box = new(1500, 300, 1740, 1010), Zones = [], Frame = Frame("09:14:43.480", 903747) });

        WireExample.AssertSame("frigate-end.json", Take(End()).ToJson());
        Assert.Empty(_events.Present);
    }

    [Fact]
    public void Take_OtherLeader_KeepsTheLabel()
    {
        Take(Start());
        var cat = Update() with { Phrases = [Score(new(new("cat"), 0.5f, 0.4f), 0.9f, 0.9f)] };

        var after = JsonElement.Parse(Take(cat).ToJson()).GetProperty("after");

        Assert.Equal("person", after.GetProperty("label").GetString());
        Assert.Equal("""["cat",0.9]""", after.GetProperty("sub_label").GetRawText());
    }

    [Fact]
    public void Take_ObjectThatStopsAndMovesOff_CountsFramesAndMoves()
    {
        Take(Start());
        Report(100, stationary: true);
        Report(101, stationary: true);
        var still = Take(Update() with { Stationary = true, Frame = Frame("09:14:04.000", 102) }, stationary: true).After;
        Assert.False(Assert.Single(_events.Present).Active);
        var moving = Take(Update() with { Frame = Frame("09:14:04.080", 103) }, stationary: false).After;

        Assert.Equal((3, 1), (still.MotionlessCount, still.PositionChanges));
        Assert.Equal((0, 2), (moving.MotionlessCount, moving.PositionChanges));
    }

    [Fact]
    public void Take_EventsWithoutTheirFrames_CountsFramesAndMovesFromOneToTheNext()
    {
        _events.Take(Start());
        _events.Take(Update() with { Stationary = true, Frame = Frame("09:14:04.000", 100) });
        var still = _events.Take(Update() with { Stationary = true, Frame = Frame("09:14:06.000", 130) });
        var moving = _events.Take(Update() with { Frame = Frame("09:14:07.000", 145) });

        Assert.Equal((31, 1), (still.After.MotionlessCount, still.After.PositionChanges));
        Assert.Equal((0, 2), (moving.After.MotionlessCount, moving.After.PositionChanges));
        Assert.Same(still.After, moving.Before);
    }

    [Fact]
    public void Take_EventOfBefore_EndsAsItIs()
    {
        var message = Take(End());

        Assert.Equal("end", message.Type);
        Assert.Equal(message.After, message.Before);
    }

    [Fact]
    public void Take_FlatBox_HasAnArea()
    {
        var after = JsonElement.Parse(Take(Start() with { Box = new(10.1f, 1079.6f, 10.3f, 1080) }).ToJson()).GetProperty("after");

        Assert.Equal("[10,1079,11,1080]", after.GetProperty("box").GetRawText());
        Assert.Equal(1, after.GetProperty("ratio").GetDouble());
    }

    [Fact]
    public void Present_ObjectInZones_IsCountedThere()
    {
        Take(Start());
        _events.Take(Samples.Report(s_best, [Track(stationary: false) with { Zones = ["porch"] }]));

        var present = Assert.Single(_events.Present);
        Assert.Equal(("person", true), (present.Label, present.Active));
        Assert.Equal("porch", Assert.Single(present.Zones));
    }

    [Theory]
    [InlineData("all")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("+")]
    public void FrigateLabels_NoLabel_IsRefused(string label) =>
        Assert.Throws<ConfigurationException>(() => new FrigateLabels(new Dictionary<string, string>(StringComparer.Ordinal) { ["dog"] = label }));

    private static PhraseEvent Start() => new()
    {
        Stream = WireSamples.Camera,
        EventId = s_id,
        Type = EventType.Start,
        Phrases = [Score(WireSamples.Person, 0.6627f, 0.6627f)],
        TrackId = 4183,
        Box = new(612.5f, 214, 748.25f, 655.5f),
        BoxOrigin = BoxOrigin.Detected,
        Frame = s_first,
        StartedAt = WireSamples.At("09:14:02.480"),
        Duration = TimeSpan.FromSeconds(0.6),
        Best = new(s_first, WireSamples.Person.Phrase, 0.6627f, new(612.5f, 214, 748.25f, 655.5f)),
        PromptVersion = 7,
    };

    private static PhraseEvent Update() => Start() with
    {
        Type = EventType.Update,
        Phrases = [Score(WireSamples.RedCoat, 0.7412f, 0.7412f)],
        Box = new(655, 220.5f, 801.75f, 690),
        Frame = s_best,
        Best = new(s_best, WireSamples.RedCoat.Phrase, 0.7412f, new(655, 220.5f, 801.75f, 690)),
        Snapshot = new("snapshots/front_door/1.jpg", default),
    };

    private static PhraseEvent ZoneEnter() => Update() with
    {
        Type = EventType.ZoneEnter,
        Phrases = [Score(WireSamples.RedCoat, 0.6904f, 0.7412f)],
        Box = new(700.25f, 231, 859.5f, 742.75f),
        Frame = Frame("09:14:04.680", 903147),
        Zones = ["porch"],
        EnteredZones = ["porch"],
    };

    private static PhraseEvent End() => ZoneEnter() with
    {
        Type = EventType.End,
        Phrases = [Score(WireSamples.RedCoat, 0, 0.7412f)],
        Box = new(1801.5f, 312, 1920, 1078),
        Frame = Frame("09:14:47.080", 903783),
        EndedAt = WireSamples.At("09:14:46.280"),
        Zones = [],
        EndReason = EndReason.Left,
    };

    private static EventPhrase Score(SoughtPhrase sought, float score, float topScore) => new(sought, score, topScore, Active: true);

    private static FrameHeader Frame(string time, long index) => new("front_door", index, TimeSpan.FromSeconds(index / 15.0), WireSamples.At(time), 1920, 1080);

    private static ReportedTrack Track(bool stationary) => Samples.Track(4183, new(1, 1, 9, 9)) with { Stationary = stationary };

    private void Report(long index, bool stationary) => _events.Take(Samples.Report(Frame("09:14:03.980", index), [Track(stationary)]));

    private FrigateEventMessage Take(PhraseEvent phraseEvent, bool stationary = false) =>
        Assert.Single(_events.Take(Samples.Report(phraseEvent.Frame, phraseEvent) with { Tracks = phraseEvent.Type == EventType.End ? [] : [Track(stationary)] }));
}
