using System.Runtime.Intrinsics;

namespace Glip.Inference.Tests;

public sealed class ExponentialTests
{
    [Fact]
    public void Of_AnyOrdinaryResult_IsTheExponential()
    {
        for (var i = 0; i < 87_000; i++)
        {
            var x = i * -1e-3f;

            Assert.Equal(1, Exponential.Of(Vector512.Create(x))[5] / Math.Exp(x), 2.5e-7);
        }
    }

    [Theory]
    [InlineData(-87.4f)]
    [InlineData(-9e15f)]
    [InlineData(float.NegativeInfinity)]
    public void Of_ASmallerResult_IsZero(float x) => Assert.Equal(Vector512<float>.Zero, Exponential.Of(Vector512.Create(x)));
}
