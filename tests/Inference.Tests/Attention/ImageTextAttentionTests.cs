using FsCheck;
using FsCheck.Fluent;

namespace Glip.Inference.Tests;

public sealed class ImageTextAttentionTests
{
    public static TheoryData<string> Kernels => [nameof(WideMicroKernel), nameof(NarrowMicroKernel)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Compute_AnySizes_IsTheDefinition(string kernel) =>
        Prop.ForAll(Arb.From(Examples()), example =>
        {
            var difference = AttentionResult.Of(example, Named(kernel)).DifferenceTo(example);
            return (difference is null).Label(difference ?? string.Empty);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    /// <summary>More parts than one, the last tile shorter than the others.</summary>
    [Theory]
    [MemberData(nameof(Kernels))]
    public void Compute_SeveralTiles_IsTheDefinition(string kernel)
    {
        var example = new AttentionExample(new AttentionShape(Images: 2, Positions: (18 * PositionTiling.Length) + 7, Channels: 16, Heads: 3, Tokens: 5), seed: 1);

        Assert.Null(AttentionResult.Of(example, Named(kernel)).DifferenceTo(example));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Compute_MoreChannelsThanAProductHas_IsTheDefinition(string kernel)
    {
        var example = new AttentionExample(new AttentionShape(Images: 1, Positions: 37, Channels: MicroKernel.Channels + 16, Heads: 2, Tokens: 9), seed: 2);

        Assert.Null(AttentionResult.Of(example, Named(kernel)).DifferenceTo(example));
    }

    [Theory]
    [InlineData(3, 150)]
    [InlineData(8, 42)]
    [InlineData(2, 256)]
    [InlineData(2, 601)]
    public void Compute_ManyTokens_IsTheDefinition(int heads, int tokens)
    {
        var example = new AttentionExample(new AttentionShape(Images: 1, Positions: 150, Channels: 32, heads, tokens), seed: 3, padded: tokens / 3);

        Assert.Null(AttentionResult.Of(example, MicroKernel.Best).DifferenceTo(example));
    }

    /// <summary>The largest logit of a row comes anywhere; a rounding of logits of 80 is 1e-5 by itself.</summary>
    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    public void Compute_LargeLogits_IsTheDefinition(float reach)
    {
        var example = new AttentionExample(new AttentionShape(Images: 1, Positions: 2500, Channels: 32, Heads: 2, Tokens: 11), seed: 4, reach, padded: 4);

        Assert.Null(AttentionResult.Of(example, MicroKernel.Best).DifferenceTo(example, tolerance: 5e-5));
    }

    [Fact]
    public void Compute_LogitsThatGrowFromTileToTile_IsTheDefinition()
    {
        var example = new AttentionExample(new AttentionShape(Images: 1, Positions: 40 * PositionTiling.Length, Channels: 16, Heads: 1, Tokens: 3), seed: 5);
        for (var i = 0; i < example.Image.Length; i++)
        {
            example.Image[i] *= 20f * i / example.Image.Length;
        }

        Assert.Null(AttentionResult.Of(example, MicroKernel.Best).DifferenceTo(example, tolerance: 5e-5));
    }

    [Fact]
    public void Compute_AllTokensPadded_IsFinite()
    {
        var example = new AttentionExample(new AttentionShape(Images: 1, Positions: 20, Channels: 16, Heads: 2, Tokens: 5), seed: 6, padded: 5);

        var result = AttentionResult.Of(example, MicroKernel.Best);

        Assert.All(result.ToImage, value => Assert.True(float.IsFinite(value)));
        Assert.All(result.ToText, value => Assert.True(float.IsFinite(value)));
    }

    private static MicroKernel Named(string kernel) => kernel == nameof(WideMicroKernel) ? new WideMicroKernel() : new NarrowMicroKernel();

    private static Gen<AttentionExample> Examples() =>
        from images in Gen.Choose(1, 2)
        from positions in Gen.Choose(1, 200)
        from channels in Gen.Elements(16, 32, 48)
        from heads in Gen.Choose(1, 4)
        from tokens in Gen.Choose(1, 20)
        from padded in Gen.Choose(0, tokens - 1)
        from reach in Gen.Elements(0f, 2f, 8f)
        from seed in Gen.Choose(0, int.MaxValue)
        select new AttentionExample(new AttentionShape(images, positions, channels, heads, tokens), seed, reach, padded);
}
