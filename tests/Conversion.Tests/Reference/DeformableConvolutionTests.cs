using FsCheck;
using FsCheck.Fluent;
using Glip.Conversion.Tests;

namespace Glip.Conversion.Reference.Tests;

public class DeformableConvolutionTests
{
    /// <summary>1 2 3, 4 5 6, 7 8 9</summary>
    private static readonly FeatureMap s_map = FeatureMap.FromPlanes(1, 3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]);

    [Theory]
    [InlineData(0, 0, 5)]
    [InlineData(1, 0, 8)] // the first offset is the vertical one
    [InlineData(0, 1, 6)]
    [InlineData(0.5f, 0, 6.5)]
    [InlineData(-0.25f, 0.5f, 4.75)] // between (2, 3) and (5, 6), a quarter up: 0.25 * 2.5 + 0.75 * 5.5
    [InlineData(-1.5f, 0, 1)] // half of the way out of the map: half of 2
    [InlineData(-2, 0, 0)]
    [InlineData(100, -100, 0)]
    public void Apply_CentrePointMoved_SamplesThere(float down, float right, float expected) =>
        Assert.Equal(expected, ApplyAtCentre(point: 4, down, right, mask: 1), 1e-6f);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)] // points go along the rows
    [InlineData(3, 4)]
    [InlineData(8, 9)]
    public void Apply_OnePoint_SamplesItsNeighbour(int point, float expected) =>
        Assert.Equal(expected, ApplyAtCentre(point, 0, 0, mask: 1), 1e-6f);

    [Fact]
    public void Apply_Mask_WeighsTheSample() => Assert.Equal(1.25f, ApplyAtCentre(point: 4, 0, 0, mask: 0.25f), 1e-6f);

    [Fact]
    public void Apply_NoOffsets_IsAConvolution()
    {
        var sizes = from height in Gen.Choose(1, 6)
                    from width in Gen.Choose(1, 6)
                    from stride in Gen.Choose(1, 2)
                    from seed in Gen.Choose(0, 1000)
                    select (height, width, stride, seed);

        Prop.ForAll(sizes.ToArbitrary(), size =>
        {
            var random = new Random(size.seed);
            float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
            using var checkpoint = new HandmadeCheckpoint(("weight", [3, 2, 3, 3], Values(54)), ("bias", [3], Values(3)));
            var map = FeatureMap.FromPlanes(2, size.height, size.width, Values(2 * size.height * size.width));

            var expected = new Convolution(new(checkpoint), kernel: 3, size.stride, padding: 1).Apply(map);
            var plan = Plan(expected.Height, expected.Width);
            var found = new DeformableConvolution(new(checkpoint), size.stride).Apply(map, plan);

            Assert.Equal((expected.Height, expected.Width), (found.Height, found.Width));
            Assert.All(expected.Positions.Values.Zip(found.Positions.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>The output at the centre of the map when a single point of the kernel counts.</summary>
    private static float ApplyAtCentre(int point, float down, float right, float mask)
    {
        var plan = Plan(3, 3);
        (plan.Offsets[(2 * point * 9) + 4], plan.Offsets[(((2 * point) + 1) * 9) + 4], plan.Mask[(point * 9) + 4]) = (down, right, mask);
        var kernel = new float[9];
        kernel[point] = 1;
        using var checkpoint = new HandmadeCheckpoint(("weight", [1, 1, 3, 3], kernel), ("bias", [1], [0]));
        return new DeformableConvolution(new(checkpoint), stride: 1).Apply(s_map, plan).At(1, 1)[0];
    }

    private static SamplingPlan Plan(int height, int width) =>
        new(height, width, new float[18 * height * width], [.. Enumerable.Repeat(1f, 9 * height * width)]);
}
