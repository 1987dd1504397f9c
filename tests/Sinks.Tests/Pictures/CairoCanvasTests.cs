using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class CairoCanvasTests
{
    private static readonly Rgb s_red = new(255, 0, 0);
    private readonly CairoCanvas _canvas = new();

    [Theory]
    [InlineData(640, 360)]
    [InlineData(3840, 2160)]
    public void Draw_Box_ColoursItsFourEdgesAndNothingInside(int width, int height)
    {
        var size = new ImageSize(width, height);
        var (left, top, right, bottom) = (width / 4, height / 4, width / 2, height * 3 / 4);
        var pixels = Draw(size, new LabelledBox(new(left, top, right, bottom), "person 0.86 #12", s_red));

        foreach (var (x, y) in new[] { (left, height / 2), (right, height / 2), ((left + right) / 2, bottom), ((left + right) / 2, top) })
        {
            Assert.Equal(s_red, TestPicture.At(pixels, size, x, y));
        }

        Assert.Equal(new Rgb(40, 40, 40), TestPicture.At(pixels, size, (left + right) / 2, height / 2));
        Assert.Equal(new Rgb(40, 40, 40), TestPicture.At(pixels, size, right + (width / 10), height / 2));
    }

    [Fact]
    public void Draw_Tag_HasReadableLettersOfAtLeastAFortieth()
    {
        var size = new ImageSize(3840, 2160);
        var pixels = Draw(size, new LabelledBox(new(1000, 1000, 1500, 1500), "person 0.86 #12", s_red));

        // White letters on the red tag directly above the box, at least half a font size high.
        var rows = Enumerable.Range(900, 100).Count(y => Enumerable.Range(1000, 400).Any(x => TestPicture.At(pixels, size, x, y) == Rgb.White));
        Assert.InRange(rows, 27, 80);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public void Draw_BoxInACorner_KeepsTheWholeTagInThePicture(int right, int bottom)
    {
        var size = new ImageSize(640, 360);
        var box = new BoundingBox(right * 600, bottom * 330, (right * 600) + 40, (bottom * 330) + 30);
        var inCorner = Draw(size, new LabelledBox(box, "person in a coat 0.86 #12", s_red));
        var inMiddle = Draw(size, new LabelledBox(new(300, 150, 340, 180), "person in a coat 0.86 #12", s_red));

        Assert.Equal(Count(inMiddle, Rgb.White), Count(inCorner, Rgb.White)); // every letter
    }

    [Fact]
    public void Draw_Dashed_LeavesGaps()
    {
        var size = new ImageSize(640, 360);
        var box = new LabelledBox(new(100, 100, 500, 300), "a", s_red);

        var whole = Count(Draw(size, box), s_red);
        var dashed = Count(Draw(size, box with { Dashed = true }), s_red);

        Assert.InRange((double)dashed / whole, 0.4, 0.75);
    }

    [Theory]
    [InlineData("赤い車 🐕 עברית e\u0301\u0302 \u202E")]
    [InlineData("")]
    [InlineData("\uD83D")]
    [InlineData("a\u0000b")]
    public void Draw_AnyText_DoesNotFail(string label) => Draw(new(320, 200), new LabelledBox(new(10, 50, 100, 150), label, s_red));

    [Fact]
    public void Draw_LabelWiderThanThePicture_IsShortened()
    {
        var size = new ImageSize(100, 60);
        var label = string.Concat(Enumerable.Repeat("🐕", 100));

        var pixels = Draw(size, new LabelledBox(new(10, 30, 50, 50), label, s_red));

        Assert.Equal(s_red, TestPicture.At(pixels, size, 99, 20)); // the margin at the end of the tag
    }

    [Fact]
    public void Draw_BoxAroundThePicture_IsSeen()
    {
        var size = new ImageSize(640, 360);
        var pixels = Draw(size, new LabelledBox(new(-20, -20, 700, 400), "a", s_red));

        Assert.Equal(s_red, TestPicture.At(pixels, size, 639, 200));
        Assert.Equal(s_red, TestPicture.At(pixels, size, 300, 359));
    }

    [Fact]
    public void Draw_Stroke_MixesLineAndAreaIntoThePicture()
    {
        var size = new ImageSize(640, 360);
        var square = new Stroke([new(100, 100), new(200, 100), new(200, 200), new(100, 200)], s_red) { Closed = true, Opacity = 0.5f, Fill = 0.2f };

        var pixels = Draw(size, new Drawing { Strokes = [square] });

        Assert.InRange(TestPicture.Distance(new(83, 32, 32), TestPicture.At(pixels, size, 150, 150)), 0, 6);
        Assert.InRange(TestPicture.Distance(new(147, 20, 20), TestPicture.At(pixels, size, 150, 100)), 0, 40); // over a part of the area
        Assert.InRange(TestPicture.Distance(new(147, 20, 20), TestPicture.At(pixels, size, 99, 150)), 0, 40); // closed
        Assert.Equal(new Rgb(40, 40, 40), TestPicture.At(pixels, size, 250, 150));
    }

    [Fact]
    public void Draw_StrokeWithoutArea_LeavesWhatItEncloses()
    {
        var size = new ImageSize(640, 360);

        var pixels = Draw(size, new Drawing { Strokes = [new([new(100, 100), new(200, 100), new(200, 200)], s_red) { Rim = true }] });

        Assert.Equal(s_red, TestPicture.At(pixels, size, 150, 100));
        Assert.Equal(new Rgb(26, 26, 26), TestPicture.At(pixels, size, 150, 101)); // the rim is darker than the picture
        Assert.Equal(new Rgb(40, 40, 40), TestPicture.At(pixels, size, 180, 130));
        Assert.Equal(new Rgb(40, 40, 40), TestPicture.At(pixels, size, 150, 150)); // not closed
    }

    [Fact]
    public void Draw_Faint_IsThinnerAndPaler()
    {
        var size = new ImageSize(640, 360);
        var box = new LabelledBox(new(100, 100, 500, 300), string.Empty, s_red);

        var (solid, faint, heavy) = (Draw(size, box), Draw(size, box with { Faint = true }), Draw(size, box with { Heavy = true }));

        Assert.True(Red(heavy) > 1.5 * Red(solid));
        Assert.True(Red(faint) < 0.5 * Red(solid));

        static long Red(byte[] pixels) => Enumerable.Range(0, pixels.Length / 4).Sum(i => (long)pixels[(4 * i) + 2] - 40);
    }

    [Fact]
    public void Draw_FaintTagWithoutRoom_IsLeftOut()
    {
        var size = new ImageSize(200, 60);
        var tags = new Drawing { Boxes = [.. Enumerable.Range(0, 8).Select(i => new LabelledBox(new(0, 8 * i, 200, 60), "person in a coat 0.86 #12", s_red))] };
        var crowd = tags with { Boxes = [.. tags.Boxes, new(new(0, 0, 200, 60), "wwwwwwwwwwwwwwwwwwwwww", new(0, 0, 255)) { Faint = true }] };

        Assert.Equal(Count(Draw(size, tags), Rgb.White), Count(Draw(size, crowd), Rgb.White));
    }

    [Fact]
    public void Draw_CaptionOutside_IsMovedIn()
    {
        var size = new ImageSize(640, 360);

        var inside = Draw(size, new Drawing { Captions = [new(new(300, 200), "porch", Rgb.Black)] });
        var outside = Draw(size, new Drawing { Captions = [new(new(900, -50), "porch", Rgb.Black)] });

        Assert.InRange(Count(inside, Rgb.White), 20, 400);
        Assert.Equal(Count(inside, Rgb.White), Count(outside, Rgb.White));
    }

    [Fact]
    public void Draw_TooFewPixels_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _canvas.Draw(new byte[399], new(10, 10), new Drawing { Boxes = [new(new(1, 1, 5, 5), "a", s_red)] }));

    [Fact]
    public void Of_Tracks_NameScoreAndNumber()
    {
        var detected = LabelledBox.Of(Samples.Track(12, new(1, 2, 3, 4)));
        var predicted = LabelledBox.Of(Samples.Track(12, new(1, 2, 3, 4), BoxOrigin.Predicted));

        Assert.Equal(("person 0.80 #12", false), (detected.Label, detected.Dashed));
        Assert.Equal(("person #12", true), (predicted.Label, predicted.Dashed));
    }

    private static int Count(byte[] pixels, Rgb colour) =>
        Enumerable.Range(0, pixels.Length / 4).Count(i => new Rgb(pixels[(4 * i) + 2], pixels[(4 * i) + 1], pixels[4 * i]) == colour);

    private byte[] Draw(ImageSize size, params LabelledBox[] boxes) => Draw(size, new Drawing { Boxes = boxes });

    private byte[] Draw(ImageSize size, Drawing drawing)
    {
        var pixels = TestPicture.Grey(size);
        _canvas.Draw(pixels, size, drawing);
        return pixels;
    }
}
