using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class BestPicturesTests
{
    private static readonly ImageSize s_size = new(50, 40);
    private readonly CountingCodec _codec = new();
    private readonly NoCanvas _canvas = new();
    private readonly FramePool _pool = new(1, s_size.RgbBytes);
    private readonly BestPictures _pictures;

    public BestPicturesTests() => _pictures = new BestPictures(_canvas, _codec, new SnapshotOptions("snapshots", Draw: true), mostPixelBytes: 3 * s_size.RgbBytes);

    [Fact]
    public void Attach_EventInALaterFrame_ShowsTheBestFrame()
    {
        Attach(1, best: [7]);
        var report = Attach(2, events: [Event(7, bestIndex: 1)]);

        var snapshot = report.Events[0].Snapshot!;
        Assert.Equal($"snapshots/market_square/{Samples.EventId(7)}.jpg", snapshot.Path);
        Assert.Equal(1, snapshot.Jpeg.Span[^1]); // the pixels of frame 1 are all 1
        Assert.Equal(0, _pool.Rented);
    }

    [Fact]
    public void Attach_Event_DrawsItsBoxInTheSizeOfTheFrame()
    {
        Attach(1, best: [7], events: [Event(7, bestIndex: 1)]);

        var drawn = Assert.Single(_canvas.Drawn);
        Assert.Equal(new BoundingBox(5, 10, 25, 35), drawn.Box); // the source is twice as large
        Assert.Equal("person 0.80", drawn.Label);
        Assert.Equal(TrackColours.Of(7), drawn.Colour);
    }

    [Fact]
    public void Attach_NoEvents_EncodesNothing()
    {
        for (var index = 0; index < 20; index++)
        {
            Attach(index, best: [1, 2]);
        }

        Assert.Equal(0, _codec.Encoded);
        Assert.Equal(1, _pictures.Store.InPixels);
        Assert.InRange(_pictures.Store.Buffers, 1, 2);
    }

    [Fact]
    public void Attach_SeveralEventsBeforeABetterFrame_EncodesOnce()
    {
        var first = Attach(1, best: [7], events: [Event(7, bestIndex: 1)]).Events[0].Snapshot!;
        var second = Attach(2, events: [Event(7, bestIndex: 1)]).Events[0].Snapshot!;
        Assert.Equal(1, _codec.Encoded);
        Assert.Equal(first.Jpeg, second.Jpeg); // the very same memory

        Attach(3, best: [7], events: [Event(7, bestIndex: 3)]);
        Assert.Equal(2, _codec.Encoded);
    }

    [Fact]
    public void Attach_TracksOfOneFrame_ShareOneCopyUntilTheLastIsForgotten()
    {
        Attach(1, best: [1, 2, 3]);
        Assert.Equal(1, _pictures.Store.InPixels);

        Attach(2, forgotten: [1, 2]);
        Assert.Equal(1, _pictures.Store.InPixels);

        Attach(3, forgotten: [3]);
        Assert.Equal(0, _pictures.Store.InPixels);
    }

    [Fact]
    public void Attach_MoreFramesThanRoom_KeepsTheOldestAsJpeg()
    {
        for (var track = 1; track <= 8; track++)
        {
            Attach(track, best: [track]);
        }

        Assert.Equal(3, _pictures.Store.InPixels);
        Assert.Equal(3, _pictures.Store.Buffers);
        Assert.Equal(5, _codec.Encoded);

        var oldest = Attach(9, events: [Event(1, bestIndex: 1)]).Events[0].Snapshot!;
        Assert.Equal(1, oldest.Jpeg.Span[^1]);
        Assert.Equal(1, _codec.Decoded);
    }

    [Fact]
    public void Attach_EndAndForgottenInOneReport_StillHasThePicture()
    {
        Attach(1, best: [7]);
        var last = _pictures.Attach(new FrameReport(Header(2), [], [Event(7, bestIndex: 1)], [], [7]));

        Assert.NotNull(last.Events[0].Snapshot);
        Assert.Equal(0, _pictures.Store.InPixels);
    }

    [Fact]
    public void Attach_BestOfAnotherFrame_HasNoPicture()
    {
        Attach(1, best: [7]);

        Assert.Null(Attach(2, events: [Event(7, bestIndex: 2)]).Events[0].Snapshot);
        Assert.Null(Attach(3, events: [Event(8, bestIndex: 3)]).Events[0].Snapshot);
    }

    [Fact]
    public void Attach_RealPicture_ShowsTheBoxInTheColourOfTheTrack()
    {
        var codec = new TurboJpeg();
        var pictures = new BestPictures(new CairoCanvas(), codec, new SnapshotOptions("snapshots", Draw: true));
        var size = new ImageSize(320, 240);
        var header = Samples.Header(1, width: 640, height: 480);
        var best = new BestFrame(header, new Phrase("person"), 0.9f, new BoundingBox(200, 100, 400, 400));
        using var frame = new Frame(header, size, new FramePool(1, size.RgbBytes).TryRent()!);
        frame.Pixels.Span.Fill(90);

        var report = pictures.Attach(frame, new FrameReport(header, [], [Samples.Event(3, header, best: best)], [new BestShot(3, best)], []));
        var picture = codec.Decode(report.Events[0].Snapshot!.Jpeg.Span);

        Assert.Equal(size, picture.Size);
        Assert.InRange(TestPicture.Distance(TrackColours.Of(3), TestPicture.At(picture, 100, 150)), 0, 60);
        Assert.InRange(TestPicture.Distance(new Rgb(90, 90, 90), TestPicture.At(picture, 150, 150)), 0, 10);
        Assert.All(frame.Pixels.ToArray(), value => Assert.Equal(90, value));
    }

    private static FrameHeader Header(long index) => Samples.Header(index, width: 100, height: 80);

    private static PhraseEvent Event(int trackId, long bestIndex) => Samples.Event(trackId, Header(bestIndex));

    private FrameReport Attach(long index, int[]? best = null, PhraseEvent[]? events = null, int[]? forgotten = null)
    {
        using var frame = new Frame(Header(index), s_size, _pool.TryRent()!);
        frame.Pixels.Span.Fill((byte)index);
        var shots = (best ?? []).Select(track => new BestShot(track, Samples.Best(Header(index))));
        return _pictures.Attach(frame, new FrameReport(Header(index), [], [.. events ?? []], [.. shots], [.. forgotten ?? []]));
    }

    private sealed class NoCanvas : ICanvas
    {
        public List<LabelledBox> Drawn { get; } = [];

        public void Draw(Span<byte> pixels, ImageSize size, Drawing drawing) => Drawn.AddRange(drawing.Boxes);
    }
}
