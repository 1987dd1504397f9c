namespace Glip.Inference;

/// <summary>
/// The operator DeformableConvolution of the domain glip: a modulated deformable 3x3 convolution with a border of one cell.
/// Inputs, float32: x [images, height, width, channels], w [9, output channels / 16, channels, 16], offsets [images, 18, rows, columns],
/// mask [images, 9, rows, columns]. Attribute: stride. Outputs: y [images, output channels, rows, columns] and its mean and mean square
/// over the positions, each [images, output channels, 1, 1].
/// </summary>
internal sealed unsafe class DeformableConvolutionOperator() : ProgramOperator("DeformableConvolution", inputs: 4, outputs: 3, "stride")
{
    public override string? Expected(long attribute) => attribute is 1 or 2 ? null : "1 or 2";

    public override void Compute(void* context, int attribute)
    {
        void* maps = OrtApi.Input(context, 0), weights = OrtApi.Input(context, 1), offsets = OrtApi.Input(context, 2), masks = OrtApi.Input(context, 3);
        var shape = ShapeOf(OrtApi.Shape(maps), OrtApi.Shape(weights), OrtApi.Shape(offsets), OrtApi.Shape(masks), attribute);
        var tensors = new DeformableTensors
        {
            Maps = OrtApi.Elements(maps),
            Weights = OrtApi.Elements(weights),
            Offsets = OrtApi.Elements(offsets),
            Masks = OrtApi.Elements(masks),
            Result = OrtApi.Output(context, 0, shape.Images, shape.OutputChannels, shape.OutputHeight, shape.OutputWidth),
            Means = OrtApi.Output(context, 1, shape.Images, shape.OutputChannels, 1, 1),
            MeanSquares = OrtApi.Output(context, 2, shape.Images, shape.OutputChannels, 1, 1),
        };
        var convolution = new DeformableConvolution(shape, tensors, MicroKernel.Best);
        ParallelParts.Run(context, convolution.Tiles, convolution.Compute);
        convolution.Finish();
    }

    private static DeformableShape ShapeOf(long[] maps, long[] weights, long[] offsets, long[] masks, int stride)
    {
        if (maps is [> 0 and var images, > 0 and var height, > 0 and var width, > 0 and var channels] && channels % MicroKernel.Panel == 0
            && height * width * channels <= int.MaxValue && weights is [DeformableShape.Points, > 0 and var panels, _, MicroKernel.Panel] && weights[2] == channels)
        {
            var shape = new DeformableShape((int)images, (int)height, (int)width, (int)channels, (int)panels * MicroKernel.Panel, stride);
            if (offsets.SequenceEqual([images, 2 * DeformableShape.Points, shape.OutputHeight, shape.OutputWidth])
                && masks.SequenceEqual([images, DeformableShape.Points, shape.OutputHeight, shape.OutputWidth]))
            {
                return shape;
            }
        }

        throw new InvalidOperationException(
            $"x {Text(maps)}, w {Text(weights)}, offsets {Text(offsets)}, mask {Text(masks)} with stride {stride}; "
            + "expected [n,h,w,c], [9,o/16,c,16], [n,18,(h-1)/stride+1,(w-1)/stride+1], [n,9,..,..], c a multiple of 16");
    }
}
