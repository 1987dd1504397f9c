using Glip.Core;

namespace Glip.Tracking.Tests;

public class ImageEdgeTests
{
    private static readonly ImageSize s_image = new(768, 576);

    [Theory]
    [InlineData(0, 200, -50, 0, true)]
    [InlineData(0, 200, 50, 0, false)] // comes in
    [InlineData(0, 200, 0, 50, false)] // walks along the edge
    [InlineData(0, 200, -4, 0, false)] // stands; less than a twentieth of its height a second
    [InlineData(300, 200, -50, 0, false)] // in the middle
    [InlineData(727, 200, 50, 0, true)]
    [InlineData(727, 200, -50, 0, false)]
    [InlineData(300, 0, 0, -50, true)]
    [InlineData(300, 0, 0, 50, false)]
    [InlineData(300, 473, 0, 50, true)]
    [InlineData(300, 473, 0, -50, false)]
    public void Crossed_EdgeAndDirection_TellTogether(float left, float top, double x, double y, bool crossed) =>
        Assert.Equal(crossed, ImageEdge.Crossed(Sample.Box(left, top), new(x, y), s_image));
}
