namespace Glip.Conversion;

/// <summary>Operators of convolutional networks on maps [N, C, H, W].</summary>
internal static class Neural
{
    /// <summary>Convolution with as much padding as keeps the centre of the kernel on the map.</summary>
    /// <param name="kernels">[outputs, C, k, k], k odd.</param>
    /// <param name="bias">[outputs].</param>
    public static Value Conv(this Value x, Value kernels, Value bias, int stride = 1) => x.Apply(
        "Conv", Shape.Of(x.Shape[0], kernels.Shape[0], Dim.Unknown, Dim.Unknown), more: [kernels, bias], attributes: Window(kernels, stride));

    /// <summary>Convolution that samples where offsets say, each sample weighted by its mask; without bias.</summary>
    /// <param name="kernels">[outputs, C, 3, 3].</param>
    /// <param name="offsets">[N, 18, h, w]: vertical, horizontal for each of the nine points.</param>
    /// <param name="mask">[N, 9, h, w].</param>
    /// <remarks>Source: ONNX specification, DeformConv (version 19); Deformable ConvNets v2 (arXiv 1811.11168).</remarks>
    public static Value DeformConv(this Value x, Value kernels, Value offsets, Value mask, int stride) => x.Apply(
        "DeformConv",
        Shape.Of(x.Shape[0], kernels.Shape[0], offsets.Shape[2], offsets.Shape[3]),
        more: [kernels, offsets, null, mask],
        attributes: Window(kernels, stride));

    /// <summary>The same convolution by the operator of this program, which also gives the moments of its result.</summary>
    /// <param name="x">[N, H, W, C], C a multiple of 16.</param>
    /// <param name="panels">As <see cref="ConvolutionPanels.Of"/> gives them.</param>
    /// <param name="offsets">[N, 18, h, w].</param>
    /// <param name="mask">[N, 9, h, w].</param>
    /// <returns>Maps [N, outputs, h, w]; mean and mean square over their positions, each [N, outputs, 1, 1].</returns>
    public static (Value Maps, Value Mean, Value MeanSquare) DeformableConvolution(this Value x, Value panels, Value offsets, Value mask, int stride)
    {
        Dim outputs = panels.Shape[1].Length!.Value * ConvolutionPanels.Width;
        var moments = Shape.Of(x.Shape[0], outputs, 1, 1);
        var results = x.Graph.Add(
            "DeformableConvolution",
            [x, panels, offsets, mask],
            [(x.Type, Shape.Of(x.Shape[0], outputs, offsets.Shape[2], offsets.Shape[3])), (x.Type, moments), (x.Type, moments)],
            new() { { "stride", stride } },
            ProgramDomain.Name);
        return (results[0], results[1], results[2]);
    }

    /// <summary>The program's operator for images and texts that look at each other.</summary>
    /// <param name="image">float32 [N, positions, F], F a multiple of 16.</param>
    /// <param name="keys">float32 [N, heads · tokens, F].</param>
    /// <param name="offset">float32 [N, heads · tokens], added to the logits of the first result.</param>
    /// <param name="values">float32 [N, heads · tokens, F].</param>
    /// <returns>
    /// [N, F, positions], the sum over the heads of softmax(image keysᵀ + offset) values, and [N, heads · tokens, F], softmax(keys imageᵀ) image.
    /// </returns>
    public static (Value ToImage, Value ToText) ImageTextAttention(this Value image, Value keys, Value offset, Value values, int heads)
    {
        var results = image.Graph.Add(
            "ImageTextAttention",
            [image, keys, offset, values],
            [(image.Type, Shape.Of(image.Shape[0], image.Shape[2], image.Shape[1])), (image.Type, keys.Shape)],
            new() { { "heads", heads } },
            ProgramDomain.Name);
        return (results[0], results[1]);
    }

    /// <summary>Doubles both sides of a map, each element four times.</summary>
    public static Value UpsampleNearest(this Value x) => x.Apply(
        "Resize",
        Shape.Of(x.Shape[0], x.Shape[1], Dim.Unknown, Dim.Unknown),
        more: [null, x.Graph.Constant(Weight.Of([1, 1, 2, 2], 4))],
        attributes: new() { { "mode", "nearest" }, { "coordinate_transformation_mode", "asymmetric" }, { "nearest_mode", "floor" } });

    /// <summary>Bilinear scaling in which the corners stay where they are.</summary>
    /// <param name="sizes">int64 [4], the whole new shape.</param>
    public static Value ResizeAlignCorners(this Value x, Value sizes) => x.Apply(
        "Resize",
        Shape.Of(x.Shape[0], x.Shape[1], Dim.Unknown, Dim.Unknown),
        more: [null, null, sizes],
        attributes: new() { { "mode", "linear" }, { "coordinate_transformation_mode", "align_corners" } });

    private static Attributes Window(Value kernels, int stride)
    {
        var side = kernels.Shape[^1].Length!.Value;
        return new() { { "kernel_shape", side, side }, { "pads", Enumerable.Repeat(side / 2, 4) }, { "strides", stride, stride } };
    }
}
