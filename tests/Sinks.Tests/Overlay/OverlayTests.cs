using System.Numerics;
using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class OverlayTests
{
    private static readonly ImageSize s_size = new(1000, 500);
    private static readonly BoundingBox s_box = new(100, 100, 140, 200);

    private readonly Overlay _overlay = new(
        new StreamRegions(
            [new Zone("porch", [new(0, 0.5), new(0.5, 0.4), new(0.5, 1)])],
            [new DirectedLine("door", new(0.2, 0.5), new(0.8, 0.5)) { LeftToRight = "out" }]),
        s_size);

    private long _index;

    [Fact]
    public void Next_NothingThere_ShowsZonesAndLines()
    {
        var drawing = Next([]);

        var zone = Zone(drawing);
        Assert.Equal<Vector2>([new(0, 250), new(500, 200), new(500, 500)], zone.Points);
        Assert.Equal((OverlayColours.Calm, 0), (zone.Colour, zone.Fill));
        Assert.Contains(drawing.Strokes, stroke => stroke.Points.SequenceEqual([new Vector2(200, 250), new Vector2(800, 250)]));
        Assert.Equal(["porch", "door", "out 0", "0"], drawing.Captions.Select(caption => caption.Text));
        Assert.Empty(drawing.Boxes);
    }

    [Fact]
    public void Next_LineToTheRight_PointsDownForLeftToRight()
    {
        var captions = Next([]).Captions.ToDictionary(caption => caption.Text, caption => caption.At);

        Assert.True(captions["out 0"].Y > 250, "someone who looks to the right has what is below on his right hand");
        Assert.True(captions["0"].Y < 250);
    }

    [Theory]
    [InlineData(EventState.Confirmed, true)]
    [InlineData(EventState.Lost, true)]
    [InlineData(EventState.Candidate, false)]
    public void Next_TrackInZone_LightsItUpWhenItWasToldOf(EventState state, bool lively)
    {
        var zone = Zone(Next([Samples.Track(1, s_box) with { State = state, Zones = ["porch"] }]));

        Assert.Equal(lively, zone.Colour == OverlayColours.Lively && zone.Fill > 0);
    }

    [Fact]
    public void Next_TrackInAnotherZone_DoesNotLightItUp() =>
        Assert.Equal(OverlayColours.Calm, Zone(Next([Samples.Track(1, s_box) with { Zones = ["yard"] }])).Colour);

    [Fact]
    public void Next_LineIsCrossed_CountsEachWayAndIsBrightForASecond()
    {
        Next([], Crossing("door", LineDirection.LeftToRight));
        Next([], Crossing("door", LineDirection.RightToLeft));
        var crossed = Next([], Crossing("door", LineDirection.LeftToRight), Crossing("gate", LineDirection.LeftToRight));

        Assert.Equal(["porch", "door", "out 2", "1"], crossed.Captions.Where(caption => caption.Colour == OverlayColours.Ground).Select(caption => caption.Text));
        Assert.Equal(OverlayColours.Lively, Line(crossed).Colour);
        Skip(10);
        Assert.Equal(OverlayColours.Lively, Line(Next([])).Colour);
        Assert.Equal(OverlayColours.Calm, Line(Next([])).Colour);
    }

    [Fact]
    public void Next_TrackWalks_LeavesATailOfTwoSecondsThatFades()
    {
        for (var i = 0; i < 40; i++)
        {
            Next([Walker(i)]);
        }

        var tail = Tail(Next([Walker(40)]));
        Assert.Equal([0.25f, 0.5f, 0.75f, 1], tail.Select(stroke => stroke.Opacity));
        Assert.Equal(new Vector2(120 + (10 * 20), 200), tail[0].Points[0]);
        Assert.Equal(new Vector2(120 + (10 * 40), 200), tail[^1].Points[^1]);
        Assert.All(tail.Zip(tail.Skip(1)), pair => Assert.Equal(pair.First.Points[^1], pair.Second.Points[0]));
    }

    [Fact]
    public void Next_TrackIsGone_TakesItsTailAlong()
    {
        Next([Walker(0)]);
        Next([Walker(1)]);

        Assert.Empty(Tail(Next([])));
        Assert.Empty(Tail(Next([Walker(9)])));
    }

    [Fact]
    public void Next_Candidate_HasNoTail()
    {
        Next([Walker(0) with { State = EventState.Candidate }]);

        Assert.Empty(Tail(Next([Walker(1) with { State = EventState.Candidate }])));
    }

    [Fact]
    public void Next_CameraMoves_TailStaysWhereTheThingWas()
    {
        Next([Walker(0)], view: Matrix3x2.Identity);
        var tail = Tail(Next([Walker(5)], view: Matrix3x2.CreateTranslation(30, -20)));

        Assert.Equal<Vector2>([new(90, 220), new(170, 200)], Assert.Single(tail).Points);
    }

    [Fact]
    public void Next_SomethingIsTold_IsNamedBesideTheTrackForAMoment()
    {
        var start = Samples.Event(1, Header(null));
        var told = Next([Samples.Track(1, s_box)], start, start with { Type = EventType.ZoneEnter, Zone = "porch" }, start with { Type = EventType.Update });

        var note = Assert.Single(told.Captions, caption => caption.Colour == Rgb.White);
        Assert.Equal(("start, enters porch", new Vector2(140, 150)), (note.Text, note.At));
        Assert.True(told.Boxes[0].Heavy);
        Skip(6);
        Assert.False(Next([Samples.Track(1, s_box)]).Boxes[0].Heavy);
        Skip(9);
        Assert.Contains(Next([]).Captions, caption => caption.Text == "start, enters porch" && caption.At == new Vector2(50, 45));
        Assert.DoesNotContain(Next([]).Captions, caption => caption.Colour == Rgb.White);
    }

    [Theory]
    [InlineData(EventType.LineCross, "door: out")]
    [InlineData(EventType.Dwell, "30 s in porch")]
    [InlineData(EventType.ZoneLeave, "leaves porch")]
    public void Next_Told_SaysWhat(EventType type, string text)
    {
        var told = Samples.Event(1, Header(null)) with { Type = type, Zone = "porch", Line = "door", LineLabel = "out", LineDirection = LineDirection.LeftToRight, DwellThreshold = TimeSpan.FromSeconds(30) };

        Assert.Contains(Next([], told).Captions, caption => caption.Text == text);
    }

    [Fact]
    public void Next_StatesOfTracks_AreToldApart()
    {
        var boxes = Next([
            Samples.Track(1, s_box),
            Samples.Track(2, s_box) with { State = EventState.Candidate },
            Samples.Track(3, s_box, BoxOrigin.Predicted),
            Samples.Track(4, s_box) with { Stationary = true },
        ]).Boxes;

        Assert.Equal(
            [("person 0.80", true, false), ("person 0.80 #1", false, false), ("person #3", false, true), ("person 0.80 #4 still", false, false)],
            boxes.Select(box => (box.Label, box.Faint, box.Dashed)));
    }

    private static Stroke Zone(Drawing drawing) => drawing.Strokes.Single(stroke => stroke.Closed);

    private static Stroke Line(Drawing drawing) => drawing.Strokes.First(stroke => !stroke.Closed);

    private static List<Stroke> Tail(Drawing drawing) => [.. drawing.Strokes.Where(stroke => stroke.Colour == TrackColours.Of(1))];

    private static ReportedTrack Walker(int step) => Samples.Track(1, new(100 + (10 * step), 100, 140 + (10 * step), 200));

    private PhraseEvent Crossing(string line, LineDirection direction) =>
        Samples.Event(1, Header(null)) with { Type = EventType.LineCross, Line = line, LineDirection = direction };

    private void Skip(int frames) => _index += frames - 1;

    private FrameHeader Header(Matrix3x2? view) => Samples.Header(_index, _index / 10.0, s_size.Width, s_size.Height) with { View = view };

    private Drawing Next(ReportedTrack[] tracks, params PhraseEvent[] events) => Next(tracks, null, events);

    private Drawing Next(ReportedTrack[] tracks, Matrix3x2? view, params PhraseEvent[] events)
    {
        var drawing = _overlay.Next(new FrameReport(Header(view), [.. tracks], [.. events], [], []));
        _index++;
        return drawing;
    }
}
