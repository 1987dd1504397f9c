namespace Glip.Conversion.Reference.Tests;

public class ResizeTests
{
    private static readonly FeatureMap s_map = FeatureMap.FromPlanes(1, 2, 2, [0, 3, 6, 9]);

    [Theory]
    [InlineData(2, 4, new float[] { 0, 1, 2, 3, 6, 7, 8, 9 })] // corners stay corners
    [InlineData(3, 2, new float[] { 0, 3, 3, 6, 6, 9 })]
    [InlineData(1, 2, new float[] { 0, 3 })] // a single row is the first one
    [InlineData(1, 1, new float[] { 0 })]
    public void Bilinear_ByHand(int height, int width, float[] expected) =>
        Assert.All(expected.Zip(Resize.Bilinear(s_map, height, width).ToPlanes()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));

    [Fact]
    public void Bilinear_OnePosition_FillsTheMap() =>
        Assert.Equal([5, 5, 5, 5, 5, 5], Resize.Bilinear(FeatureMap.FromPlanes(1, 1, 1, [5]), 2, 3).ToPlanes());

    [Theory]
    [InlineData(2, 3, new float[] { 0, 0, 3, 6, 6, 9 })] // 0, 2/3 and 4/3, rounded down
    [InlineData(4, 4, new float[] { 0, 0, 3, 3, 0, 0, 3, 3, 6, 6, 9, 9, 6, 6, 9, 9 })]
    public void Nearest_ByHand(int height, int width, float[] expected) => Assert.Equal(expected, Resize.Nearest(s_map, height, width).ToPlanes());
}
