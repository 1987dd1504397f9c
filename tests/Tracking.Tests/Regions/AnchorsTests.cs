using Glip.Core;

namespace Glip.Tracking.Tests;

public class AnchorsTests
{
    private static readonly ImageSize s_image = new(800, 400);

    [Fact]
    public void AnchorIn_Box_IsAtItsFeetOrInItsMiddle()
    {
        var box = new BoundingBox(100, 100, 300, 200);

        Assert.Equal(new(0.25, 0.5), box.AnchorIn(s_image, RegionAnchor.Bottom));
        Assert.Equal(new(0.25, 0.375), box.AnchorIn(s_image, RegionAnchor.Centre));
    }

    [Fact]
    public void AnchorIn_BoxCutOff_IsThatOfThePartInside() =>
        Assert.Equal(new(0.125, 1), new BoundingBox(-50, 300, 200, 480).AnchorIn(s_image, RegionAnchor.Bottom));
}
