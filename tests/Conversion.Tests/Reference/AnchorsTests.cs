namespace Glip.Conversion.Reference.Tests;

public class AnchorsTests
{
    [Theory]
    [InlineData(0, -28, 35)]
    [InlineData(1, -56, 71)]
    [InlineData(2, -112, 143)]
    [InlineData(3, -224, 287)]
    [InlineData(4, -448, 575)]
    public void Of_FirstPosition_IsEightStridesWide(int level, float low, float high) =>
        Assert.Equal([low, low, high, high], Anchors.Of(1, 1, GlipArchitecture.Strides[level]).Values);

    [Fact]
    public void Of_Positions_GoAlongTheRows()
    {
        var anchors = Anchors.Of(2, 2, 8);

        Assert.Equal([-20, -28, 43, 35], anchors.Row(1));
        Assert.Equal([-28, -20, 35, 43], anchors.Row(2));
    }
}
