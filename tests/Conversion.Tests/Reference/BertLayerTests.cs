using Glip.Conversion.Tests;
namespace Glip.Conversion.Reference.Tests;

public class BertLayerTests
{
    private static readonly float[] s_ones = [1, 1, 1, 1];
    private static readonly float[] s_zeros = new float[4];

    [Fact]
    public void Apply_HugeFeedForward_IsClampedBeforeItIsAdded()
    {
        // 1e6 becomes 50 000, times 4, 2, 0 and 0, clamped again: two large values and two small ones.
        var output = Layer(query: 0, intermediate: 1e6f, outputs: [4, 2, 0, 0], clamped: true).Apply(new(1, 4), [1]);

        Assert.All(output.Values.Zip([1, 1, -1, -1]), pair => Assert.Equal(pair.Second, pair.First, 1e-3f));
    }

    [Fact]
    public void Apply_HugeFeedForwardInTheBackbone_IsNotClamped()
    {
        var output = Layer(query: 0, intermediate: 1e6f, outputs: [4, 2, 0, 0], clamped: false).Apply(new(1, 4), [1]);

        // 4, 2, 0, 0 have mean 1.5 and variance 2.75.
        Assert.Equal(2.5 / Math.Sqrt(2.75), output[0, 0], 1e-3);
    }

    [Theory]
    [InlineData(true, 0)] // 1e7 and 5e6 are both 50 000: both tokens count the same, and their values cancel
    [InlineData(false, 1)]
    public void Apply_HugeLogits_AreClampedInTheHeadOnly(bool clamped, float expected)
    {
        var tokens = new Matrix(2, 4, [1, 0, 0, 0, 0.5f, 0, 0, 0]);

        var output = Layer(query: 2e7f, intermediate: 0, outputs: s_zeros, clamped).Apply(tokens, [1, 1]);

        var alone = Norm(Norm(new Matrix(1, 4, [1, expected, 0, 0])));
        Assert.All(output.Row(0).ToArray().Zip(alone.Values), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
    }

    /// <summary>
    /// A layer of one head and width 4. Queries are the constant <paramref name="query"/> and keys the tokens' first values; the
    /// value of a token is four times its first value, less 3: 1 and -1 for tokens that start with 1 and 0.5. Attention adds to the
    /// second column.
    /// </summary>
    private static BertLayer Layer(float query, float intermediate, float[] outputs, bool clamped)
    {
        float[] First(float value) => [value, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        (string, int[], float[])[] tensors =
        [
            ("attention.self.query.weight", [4, 4], First(0)), ("attention.self.query.bias", [4], [query, 0, 0, 0]),
            ("attention.self.key.weight", [4, 4], First(1)), ("attention.self.key.bias", [4], s_zeros),
            ("attention.self.value.weight", [4, 4], First(4)), ("attention.self.value.bias", [4], [-3, 0, 0, 0]),
            ("attention.output.dense.weight", [4, 4], [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), ("attention.output.dense.bias", [4], s_zeros),
            ("attention.output.LayerNorm.weight", [4], s_ones), ("attention.output.LayerNorm.bias", [4], s_zeros),
            ("intermediate.dense.weight", [1, 4], s_zeros), ("intermediate.dense.bias", [1], [intermediate]),
            ("output.dense.weight", [4, 1], outputs), ("output.dense.bias", [4], s_zeros),
            ("output.LayerNorm.weight", [4], s_ones), ("output.LayerNorm.bias", [4], s_zeros),
        ];
        return new(new(new HandmadeCheckpoint(tensors)), heads: 1, clamped);
    }

    private static Matrix Norm(Matrix x) =>
        new LayerNorm(new(new HandmadeCheckpoint(("weight", [4], s_ones), ("bias", [4], s_zeros))), BertLayer.NormEpsilon).Apply(x);
}
