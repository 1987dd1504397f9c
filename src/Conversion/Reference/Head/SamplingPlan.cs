namespace Glip.Conversion.Reference;

/// <summary>Where a deformable 3x3 convolution samples for every output position, and how much each sample counts.</summary>
/// <param name="Height">Rows of the output.</param>
/// <param name="Width">Columns of the output.</param>
/// <param name="Offsets">[18, height, width] vertical and horizontal offset of each of the 9 points in turn, in positions of the input.</param>
/// <param name="Mask">[9, height, width] in [0, 1].</param>
/// <remarks>Source: Deformable ConvNets v2 (arXiv 1811.11168), section 3.2; microsoft/GLIP, modeling/rpn/vldyhead.py, DyConv.</remarks>
internal sealed record SamplingPlan(int Height, int Width, float[] Offsets, float[] Mask)
{
    public const int Points = 9;

    /// <param name="map">27 channels: 18 offsets, then 9 masks before the sigmoid.</param>
    public static SamplingPlan From(FeatureMap map)
    {
        var planes = map.ToPlanes();
        var offsets = 2 * Points * map.Height * map.Width;
        return new(map.Height, map.Width, planes[..offsets], [.. planes[offsets..].Select(Activations.Sigmoid)]);
    }

    /// <summary>The same buffers as a smaller output reads them.</summary>
    /// <remarks>
    /// GLIP uses the plan of a level for the coarser level too. Its CUDA kernel does not know how large the buffers are: it finds the
    /// planes by the size of the output, and so reads the front of the buffers as if they had been made for that size
    /// (csrc/cuda/deform_conv_kernel_cuda.cu). The weights were trained with that.
    /// </remarks>
    public SamplingPlan ReadAs(int height, int width)
    {
        var size = height * width;
        return new(height, width, Offsets[..(2 * Points * size)], Mask[..(Points * size)]);
    }

    /// <summary>Vertical and horizontal offset of a point, and its mask.</summary>
    public (float Down, float Right, float Mask) At(int point, int position)
    {
        var size = Height * Width;
        return (Offsets[(2 * point * size) + position], Offsets[(((2 * point) + 1) * size) + position], Mask[(point * size) + position]);
    }
}
