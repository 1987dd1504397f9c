using Glip.Core;

namespace Glip.Inference.Tests;

public class BoxScalerTests
{
    private static readonly ImageSize s_resized = new(400, 200);
    private static readonly ImageSize s_source = new(800, 600);

    [Fact]
    public void ToSource_ContinuousEdges_ScalesEachAxisByItsOwnRatio() =>
        Assert.Equal(new BoundingBox(20, 60, 200, 300), new BoxScaler(s_resized, s_source, BoxEdges.Continuous).ToSource([10, 20, 100, 100]));

    [Fact]
    public void ToSource_InclusiveEdges_AddsThePixelAfterScaling() =>
        Assert.Equal(new BoundingBox(20, 60, 201, 301), new BoxScaler(s_resized, s_source, BoxEdges.Inclusive).ToSource([10, 20, 100, 100]));

    [Fact]
    public void ToSource_BoxBeyondTheImage_IsClipped() =>
        Assert.Equal(new BoundingBox(0, 0, 800, 600), new BoxScaler(s_resized, s_source, BoxEdges.Inclusive).ToSource([-1, -1, 400, 200]));

    [Fact]
    public void ToSource_ThreeNumbers_AreRefused() =>
        Assert.Throws<ArgumentException>(() => new BoxScaler(s_resized, s_source, BoxEdges.Inclusive).ToSource([1, 2, 3]));
}
