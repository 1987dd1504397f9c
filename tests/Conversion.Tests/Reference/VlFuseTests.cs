using Glip.Conversion.Tests;
namespace Glip.Conversion.Reference.Tests;

public class VlFuseTests
{
    /// <summary>Two positions and two tokens; the norm makes (1, -1) of the first and (-1, 1) of the second.</summary>
    private static readonly FeatureMap s_map = new(1, 2, new(2, 2, [5, 3, -2, 2]));
    private static readonly Matrix s_tokens = new(2, 2, [0.5f, -0.5f, 1, 9]);

    [Fact]
    public void Apply_LargeLogits_TakesTheTokenThatFits()
    {
        // Logits of the first position: 100 and 50. Its token has the value 1. The second position has -100 and -50: token -1.
        var (levels, _) = Fuse(queryWeight: 100).Apply([s_map], s_tokens, [1, 1]);

        AssertClose([1 + 1, -1, -1 - 1, 1], levels[0].Positions);
    }

    [Fact]
    public void Apply_HugeLogits_AreClampedToEqualOnes()
    {
        // 1e6 and 5e5 are both 50 000, so the tokens' values cancel: what stays are the normalised features.
        var (levels, _) = Fuse(queryWeight: 1e6f).Apply([s_map], s_tokens, [1, 1]);

        AssertClose([1, -1, -1, 1], levels[0].Positions);
    }

    [Fact]
    public void Apply_PaddedToken_IsNotSeenButSees()
    {
        var (levels, tokens) = Fuse(queryWeight: 100).Apply([s_map], s_tokens, [1, 0]);

        AssertClose([1 + 1, -1, -1 + 1, 1], levels[0].Positions);
        AssertClose([1 + 1, -1, -1 + 1, 1], tokens); // both look at the first position, whose value is 1
    }

    private static void AssertClose(float[] expected, Matrix found) =>
        Assert.All(expected.Zip(found.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));

    /// <summary>A block of one head and width 1. Keys are 1 and 0.5; values are the first normalised ones and add to the first column.</summary>
    private static VlFuse Fuse(float queryWeight) => new(
        new(new HandmadeCheckpoint(
            ("layer_norm_v.weight", [2], [1, 1]), ("layer_norm_v.bias", [2], [0, 0]),
            ("layer_norm_l.weight", [2], [1, 1]), ("layer_norm_l.bias", [2], [0, 0]),
            ("gamma_v", [2], [1, 1]), ("gamma_l", [2], [1, 1]),
            ("attn.v_proj.weight", [1, 2], [queryWeight, 0]), ("attn.v_proj.bias", [1], [0]),
            ("attn.l_proj.weight", [1, 2], [0.25f, 0]), ("attn.l_proj.bias", [1], [0.75f]),
            ("attn.values_v_proj.weight", [1, 2], [1, 0]), ("attn.values_v_proj.bias", [1], [0]),
            ("attn.values_l_proj.weight", [1, 2], [1, 0]), ("attn.values_l_proj.bias", [1], [0]),
            ("attn.out_v_proj.weight", [2, 1], [1, 0]), ("attn.out_v_proj.bias", [2], [0, 0]),
            ("attn.out_l_proj.weight", [2, 1], [1, 0]), ("attn.out_l_proj.bias", [2], [0, 0]))),
        new FusionSizes(Width: 1, Heads: 1));
}
