using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Pairs of boxes as detectors draw them.</summary>
public class OneBodyTests
{
    private static readonly BoundingBox s_person = new(100, 100, 160, 260);

    [Theory]
    [InlineData(102, 98, 161, 263, "the same, a little shaken")]
    [InlineData(105, 112, 155, 250, "drawn more tightly on all sides, IoU 0.72")]
    [InlineData(106, 115, 154, 245, "tighter still, IoU 0.65")]
    [InlineData(100, 100, 160, 230, "a red coat ends at the shins")]
    [InlineData(95, 80, 165, 262, "with a hat and a bag")]
    public void Holds_PhrasesOfOneBody(float left, float top, float right, float bottom, string what) =>
        Assert.True(Both(s_person, new(left, top, right, bottom)), what);

    [Theory]
    [InlineData(98, 190, 162, 275, "the bicycle of a rider")]
    [InlineData(96, 130, 163, 262, "the same wheelchair from ahead", 96, 92)]
    [InlineData(60, 90, 260, 270, "the car of a driver")]
    [InlineData(100, 150, 158, 262, "a wheelchair from ahead: IoU 0.68")]
    [InlineData(115, 100, 145, 128, "a head")]
    [InlineData(101, 128, 159, 200, "a coat without legs")]
    [InlineData(100, 100, 160, 215, "half of it, IoU 0.72")]
    [InlineData(120, 102, 182, 262, "somebody beside it, half behind")]
    [InlineData(109, 124, 151, 236, "a picture in its frame: IoU 0.49, all edges near")]
    [InlineData(95, 50, 168, 262, "with a child on the shoulders")]
    public void Holds_NestedThings_No(float left, float top, float right, float bottom, string what, float otherLeft = 100, float otherTop = 100) =>
        Assert.False(Both(s_person with { Left = otherLeft, Top = otherTop }, new(left, top, right, bottom)), what);

    [Fact]
    public void Holds_HelmetOnAHead_No() => Assert.False(Both(new(100, 100, 140, 154), new(99, 99, 141, 140))); // IoU 0.71

    [Fact]
    public void Holds_BoxesWithoutArea_No() => Assert.False(Both(new(5, 5, 5, 5), new(5, 5, 5, 5)));

    private static bool Both(BoundingBox a, BoundingBox b)
    {
        Assert.Equal(OneBody.Holds(a, b), OneBody.Holds(b, a));
        return OneBody.Holds(a, b);
    }
}
