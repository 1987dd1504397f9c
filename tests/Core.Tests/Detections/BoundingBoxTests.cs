using FsCheck;
using FsCheck.Fluent;

namespace Glip.Core.Tests;

public class BoundingBoxTests
{
    private static readonly Arbitrary<(BoundingBox A, BoundingBox B)> s_pairs =
        (from a in Boxes() from b in Boxes() select (a, b)).ToArbitrary();

    [Fact]
    public void IoU_WorkedByHand_IsIntersectionOverUnion()
    {
        // 4x2 and 4x4 share 2x2: 4 / (8 + 16 - 4).
        var iou = new BoundingBox(0, 0, 4, 2).IoU(new(2, 0, 6, 4));

        Assert.Equal(0.2f, iou, 1e-6f);
    }

    [Fact]
    public void IoU_AnyBoxes_IsSymmetricAndInRange() => Prop.ForAll(s_pairs, pair =>
    {
        var (a, b) = pair;
        return a.IoU(b) is >= 0 and <= 1 && a.IoU(b).Equals(b.IoU(a)) && (a.Area <= 0 || Math.Abs(a.IoU(a) - 1) < 1e-5f);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Theory]
    [InlineData(5, 0, 6, 1)] // apart
    [InlineData(1, 0, 2, 1)] // edge to edge
    [InlineData(0.5f, 0.5f, 0.5f, 0.5f)] // without area
    public void IoU_NothingShared_IsZero(float left, float top, float right, float bottom) =>
        Assert.Equal(0, new BoundingBox(0, 0, 1, 1).IoU(new(left, top, right, bottom)));

    [Fact]
    public void IoU_BothEmpty_IsZero() => Assert.Equal(0, default(BoundingBox).IoU(default));

    [Fact]
    public void Area_InsideOut_IsZero() => Assert.Equal(0, new BoundingBox(3, 3, 1, 1).Area);

    [Fact]
    public void Anchor_Box_IsMiddleOfLowerEdge() => Assert.Equal((3, 7), new BoundingBox(2, 1, 4, 7).Anchor);

    [Fact]
    public void ClipTo_WorkedByHand_CutsAtTheImage()
    {
        Assert.Equal(new BoundingBox(0, 2, 10, 5), new BoundingBox(-3, 2, 12, 5).ClipTo(new(10, 8)));
        Assert.Equal(new BoundingBox(9.99f, 0, 10, 0.01f), new BoundingBox(20, -9, 30, -5).ClipTo(new(10, 8)));
    }

    [Fact]
    public void ClipTo_AnyBoxAndImage_HasAnAreaInside()
    {
        var image = from width in Gen.Choose(1, 32_767) from height in Gen.Choose(1, 32_767) select new ImageSize(width, height);

        Prop.ForAll(Boxes().ToArbitrary(), image.ToArbitrary(), (box, size) =>
        {
            var clipped = box.ClipTo(size);
            return clipped.Left >= 0 && clipped.Left < clipped.Right && clipped.Right <= size.Width
                && clipped.Top >= 0 && clipped.Top < clipped.Bottom && clipped.Bottom <= size.Height;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(32_767));
    }

    /// <summary>Also inside out, without area, and far outside of any image.</summary>
    private static Gen<BoundingBox> Boxes()
    {
        var edge = Gen.Frequency((8, Gen.Choose(-400, 4000).Select(n => n / 8f)), (1, Gen.Elements(-1e9f, 40_000f, 1e9f)));
        return edge.ArrayOf(4).Select(edges => new BoundingBox(edges[0], edges[1], edges[2], edges[3]));
    }
}
