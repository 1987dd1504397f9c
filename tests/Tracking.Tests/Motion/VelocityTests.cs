namespace Glip.Tracking.Tests;

public class VelocityTests
{
    [Theory]
    [InlineData(0, -5, 0)] // y runs down, so this is up in the picture
    [InlineData(3, -3, 45)]
    [InlineData(5, 0, 90)]
    [InlineData(0, 5, 180)]
    [InlineData(-5, 0, 270)]
    [InlineData(-1e-12, -1, 0)] // a hair to the left of up: 360 would be out of range
    public void Heading_AnyDirection_IsClockwiseFromUp(double x, double y, float degrees) =>
        Assert.Equal(degrees, new Velocity(x, y).Heading);

    [Fact]
    public void Speed_ThreeAndFour_IsFive() => Assert.Equal(5, new Velocity(3, -4).Speed);
}
