namespace Glip.Conversion.Reference.Tests;

public class ActivationsTests
{
    [Theory]
    // Abramowitz and Stegun, table 7.1
    [InlineData(0, 0)]
    [InlineData(0.5, 0.5204998778)]
    [InlineData(1, 0.8427007929)]
    [InlineData(-1, -0.8427007929)]
    [InlineData(2, 0.9953222650)]
    [InlineData(3.9, 0.9999999652)]
    [InlineData(10, 1)]
    public void Erf_TabulatedValue_IsMet(double x, double expected) => Assert.Equal(expected, Activations.Erf(x), 1e-9);

    [Fact]
    public void Gelu_One_IsTheNormalProbability() => Assert.Equal(0.8413447f, Activations.Gelu(1), 1e-7f);

    [Theory]
    [InlineData(-4, 0)]
    [InlineData(0, 0.5)]
    [InlineData(1.5, 0.75)]
    [InlineData(4, 1)]
    public void HardSigmoid_ByHand(float x, float expected) => Assert.Equal(expected, Activations.HardSigmoid(x));
}
