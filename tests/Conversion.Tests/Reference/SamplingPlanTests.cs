namespace Glip.Conversion.Reference.Tests;

public class SamplingPlanTests
{
    /// <summary>Made for 2 x 2 positions; every value is its place in the buffer.</summary>
    private static readonly SamplingPlan s_plan = new(
        2, 2, [.. Enumerable.Range(0, 18 * 4).Select(i => (float)i)], [.. Enumerable.Range(0, 9 * 4).Select(i => (float)i)]);

    [Fact]
    public void At_OwnSize_TakesVerticalThenHorizontalOffset()
    {
        Assert.Equal((0, 4, 0), s_plan.At(point: 0, position: 0));
        Assert.Equal((2, 6, 2), s_plan.At(point: 0, position: 2));
        Assert.Equal((67, 71, 35), s_plan.At(point: 8, position: 3));
    }

    [Fact]
    public void ReadAs_SmallerOutput_ReadsTheFrontOfTheBuffers()
    {
        var row = s_plan.ReadAs(1, 2);
        var one = s_plan.ReadAs(1, 1);

        // Planes of two positions: point 1 starts at 2 * 1 * 2 = 4, and its mask at 1 * 2 = 2.
        Assert.Equal((5, 7, 3), row.At(point: 1, position: 1));
        Assert.Equal((16, 17, 8), one.At(point: 8, position: 0));
        Assert.Equal((36, 18), (row.Offsets.Length, row.Mask.Length));
    }

    [Fact]
    public void From_MapOf27Channels_PutsASigmoidOnTheMasksOnly()
    {
        var planes = new float[27];
        (planes[1], planes[18], planes[26]) = (-2, 0, MathF.Log(3));

        var plan = SamplingPlan.From(FeatureMap.FromPlanes(27, 1, 1, planes));

        Assert.Equal((0, -2, 0.5f), plan.At(point: 0, position: 0));
        Assert.Equal(0.75f, plan.At(point: 8, position: 0).Mask, 1e-6f);
    }
}
