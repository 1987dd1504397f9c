namespace Glip.Inference;

/// <summary>
/// The operator ImageTextAttention of the domain glip: the positions of images and the tokens of texts look at each other.
/// Inputs, float32: image [images, positions, channels], keys [images, rows, channels], offset [images, rows], values
/// [images, rows, channels]; the rows are heads · tokens. Attribute: heads. Outputs: to_image [images, channels, positions], the sum over
/// the heads of softmax(image keysᵀ + offset) values, and to_text [images, rows, channels], softmax(keys imageᵀ) image.
/// </summary>
internal sealed unsafe class ImageTextAttentionOperator() : ProgramOperator("ImageTextAttention", inputs: 4, outputs: 2, "heads")
{
    public override string? Expected(long attribute) => attribute is > 0 and <= int.MaxValue ? null : "1 or more";

    public override void Compute(void* context, int attribute)
    {
        void* image = OrtApi.Input(context, 0), keys = OrtApi.Input(context, 1), offsets = OrtApi.Input(context, 2), values = OrtApi.Input(context, 3);
        var shape = ShapeOf(OrtApi.Shape(image), OrtApi.Shape(keys), OrtApi.Shape(offsets), OrtApi.Shape(values), attribute);
        var tensors = new AttentionTensors
        {
            Image = OrtApi.Elements(image),
            Keys = OrtApi.Elements(keys),
            Offsets = OrtApi.Elements(offsets),
            Values = OrtApi.Elements(values),
            ToImage = OrtApi.Output(context, 0, shape.Images, shape.Channels, shape.Positions),
            ToText = OrtApi.Output(context, 1, shape.Images, shape.Rows, shape.Channels),
        };
        using var attention = new ImageTextAttention(shape, tensors, MicroKernel.Best);
        ParallelParts.Run(context, attention.Groups, attention.Pack);
        ParallelParts.Run(context, attention.Parts, attention.Compute);
        ParallelParts.Run(context, attention.Groups, attention.Join);
    }

    private static AttentionShape ShapeOf(long[] image, long[] keys, long[] offsets, long[] values, int heads) =>
        image is [> 0 and var images, > 0 and var positions, > 0 and var channels] && channels % MicroKernel.Panel == 0
            && positions * channels <= int.MaxValue && offsets is [_, > 0 and var rows] && rows % heads == 0 && rows * channels <= int.MaxValue
            && offsets[0] == images && keys.SequenceEqual([images, rows, channels]) && values.SequenceEqual(keys)
            ? new AttentionShape((int)images, (int)positions, (int)channels, heads, (int)rows / heads)
            : throw new InvalidOperationException(
                $"image {Text(image)}, keys {Text(keys)}, offset {Text(offsets)}, values {Text(values)} with {heads} heads; "
                + "expected [n,s,f], [n,r,f], [n,r], [n,r,f], f a multiple of 16, r a multiple of the heads");
}
