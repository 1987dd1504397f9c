namespace Glip.Conversion;

/// <summary>
/// Where the deformable convolutions of a level sample, and how strongly. Those over the coarser neighbour use the same buffer, read
/// from its start with the neighbour's height and width: neither a crop nor a resize.
/// </summary>
/// <param name="convolved">[N, 27, height, width]: nine pairs of offsets (vertical, horizontal), then nine masks before the sigmoid.</param>
/// <param name="pyramid">Sizes of the levels.</param>
/// <param name="level">The level that the offsets were computed for.</param>
/// <remarks>Source: microsoft/GLIP, csrc/cuda/deform_conv_kernel_cuda.cu reads the buffer by the output's size.</remarks>
internal sealed class DyConvOffsets(Value convolved, Pyramid pyramid, int level)
{
    private const int Points = 9;

    /// <summary>For this level's own output: [N, 18, height, width] and [N, 9, height, width].</summary>
    public (Value Offsets, Value Mask) Own
    {
        get
        {
            var parts = convolved.Split(1, 2 * Points, Points);
            return (parts[0], parts[1].Sigmoid());
        }
    }

    /// <summary>For the output over the coarser level: the same with its height and width.</summary>
    public (Value Offsets, Value Mask) ForCoarser
    {
        get
        {
            var flat = convolved.Reshape(0, -1);
            var two = pyramid.Graph.Whole(2 * Points);
            var firstMask = pyramid.Areas[level] * two;
            var count = pyramid.Areas[level + 1];
            var offsets = flat.Slice(1, 0, count * two);
            var mask = flat.Slice(1, firstMask, firstMask + (count * pyramid.Graph.Whole(Points)));
            return (Maps(offsets, 2 * Points), Maps(mask, Points).Sigmoid());
        }
    }

    private Value Maps(Value flat, int channels) => flat.Reshape(0, channels, pyramid.Heights[level + 1], pyramid.Widths[level + 1]);
}
