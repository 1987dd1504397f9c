using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class WireNumberTests
{
    private static readonly ImageSize s_hd = new(1920, 1080);

    [Fact]
    public void NormalisedBox_WorkedByHand_DividesAndRounds()
    {
        // 312/1920 = 0.1625; 401.5/1080 = 0.371759…; 488/1920 = 0.2541666…; 560.25/1080 = 0.51875
        Assert.Equal((0.1625, 0.37176, 0.25417, 0.51875), WireNumber.NormalisedBox(new(312, 401.5f, 488, 560.25f), s_hd));
    }

    [Theory]
    [InlineData(5.001f, 5.004f, 5.0, 5.01)]
    [InlineData(1919.998f, 1920f, 1919.99, 1920.0)]
    [InlineData(-0.001f, 0.001f, 0.0, 0.01)]
    public void PixelBox_SidesThatRoundToTheSame_StayApart(float left, float right, double expectedLeft, double expectedRight)
    {
        var box = WireNumber.PixelBox(new(left, 0, right, 1), s_hd);

        Assert.Equal((expectedLeft, expectedRight), (box.Left, box.Right));
    }

    [Fact]
    public void Round_NegativeNearZero_HasNoSign() => Assert.False(double.IsNegative(WireNumber.Round(-0.001, 2)));

    [Theory]
    [InlineData(359.94f, 359.9)]
    [InlineData(359.97f, 0)]
    [InlineData(0f, 0)]
    public void Degrees_NearFullTurn_StaysBelow360(float degrees, double expected) => Assert.Equal(expected, WireNumber.Degrees(degrees));
}
