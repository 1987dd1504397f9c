using FsCheck;
using FsCheck.Fluent;

namespace Glip.Inference.Tests;

public sealed class DeformableConvolutionTests
{
    public static TheoryData<string> Kernels => [nameof(WideMicroKernel), nameof(NarrowMicroKernel)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Compute_AnySizes_IsTheDefinition(string kernel) =>
        Prop.ForAll(Arb.From(Examples()), example =>
        {
            var difference = DeformableResult.Of(example, Named(kernel)).DifferenceTo(example);
            return (difference is null).Label(difference ?? string.Empty);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Compute_SeveralTiles_IsTheDefinition(string kernel)
    {
        var example = new DeformableExample(new DeformableShape(Images: 2, Height: 13, Width: 21, Channels: 16, OutputChannels: 48, Stride: 1), seed: 1);

        Assert.Null(DeformableResult.Of(example, Named(kernel)).DifferenceTo(example));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Compute_MoreChannelsThanAProductHas_IsTheDefinition(string kernel)
    {
        var example = new DeformableExample(
            new DeformableShape(Images: 1, Height: 3, Width: 5, Channels: MicroKernel.Channels + 16, OutputChannels: 32, Stride: 1), seed: 2);

        Assert.Null(DeformableResult.Of(example, Named(kernel)).DifferenceTo(example));
    }

    /// <summary>Here sums past the last panel would fall into what follows in the buffers of a new thread.</summary>
    [Theory]
    [MemberData(nameof(Kernels))]
    public void Compute_OnePanelInLargestTiles_StaysInItsBuffers(string kernel)
    {
        var example = new DeformableExample(new DeformableShape(Images: 1, Height: 144, Width: 128, Channels: 16, OutputChannels: 16, Stride: 1), seed: 6);
        string? difference = "not computed";
        var thread = new Thread(() => difference = DeformableResult.Of(example, Named(kernel)).DifferenceTo(example));

        thread.Start();
        thread.Join();

        Assert.Equal(Tiling.Largest, new Tiling(1, example.Shape.Positions).Length);
        Assert.Null(difference);
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(0.5f)]
    public void Compute_PointsOnRowsAndBorders_IsTheDefinition(float step)
    {
        var example = new DeformableExample(new DeformableShape(Images: 1, Height: 4, Width: 5, Channels: 16, OutputChannels: 16, Stride: 1), seed: 3, reach: 6, step);

        Assert.Null(DeformableResult.Of(example, MicroKernel.Best).DifferenceTo(example));
    }

    [Theory]
    [InlineData(1e9f)]
    [InlineData(-1e9f)]
    [InlineData(3e38f)]
    [InlineData(float.NegativeInfinity)]
    public void Compute_PointsFarOutside_IsZero(float offset)
    {
        var example = new DeformableExample(new DeformableShape(Images: 1, Height: 4, Width: 5, Channels: 16, OutputChannels: 16, Stride: 1), seed: 4);
        Array.Fill(example.Offsets, offset);

        var result = DeformableResult.Of(example, MicroKernel.Best);

        Assert.All(result.Maps, value => Assert.Equal(0, value));
        Assert.All(result.MeanSquares, value => Assert.Equal(0, value));
    }

    private static MicroKernel Named(string kernel) => kernel == nameof(WideMicroKernel) ? new WideMicroKernel() : new NarrowMicroKernel();

    private static Gen<DeformableExample> Examples() =>
        from images in Gen.Choose(1, 2)
        from height in Gen.Choose(1, 9)
        from width in Gen.Choose(1, 12)
        from channels in Gen.Elements(16, 32, 48)
        from outputs in Gen.Elements(16, 32, 48)
        from stride in Gen.Choose(1, 2)
        from reach in Gen.Elements(0f, 1.5f, 20f)
        from seed in Gen.Choose(0, int.MaxValue)
        select new DeformableExample(new DeformableShape(images, height, width, channels, outputs, stride), seed, reach);
}
