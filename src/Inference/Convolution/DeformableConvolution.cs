using System.Runtime.CompilerServices;

namespace Glip.Inference;

/// <summary>
/// A modulated deformable 3x3 convolution, tile of positions by tile of positions: what one point of the kernel sees of a tile is sampled
/// into a buffer and multiplied at once, so that samples, sums and the weights of the point stay in the caches of a core.
/// </summary>
/// <remarks>
/// Sources: Zhu et al., "Deformable ConvNets v2: More Deformable, Better Results", CVPR 2019; DeformConv of the ONNX operators;
/// Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 2008.
/// </remarks>
/// <param name="shape">Sizes.</param>
/// <param name="tensors">Must stay in place until the last call.</param>
/// <param name="kernel">The inner loops.</param>
internal sealed unsafe class DeformableConvolution(DeformableShape shape, DeformableTensors tensors, MicroKernel kernel)
{
    private static readonly NarrowMicroKernel SinglePanel = new();

    private readonly TileResults _results = new(shape, tensors);

    public int Tiles => _results.Tiling.Tiles;

    /// <summary>Computes one tile. Tiles may be computed at the same time and in any order, with the same result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(int index)
    {
        var tile = _results.Tiling[index];
        var buffers = TileBuffers.OfThread(shape.OutputChannels);
        new Span<float>(buffers.Sums, tile.Blocks * MicroKernel.Positions * shape.OutputChannels).Clear();
        for (var point = 0; point < DeformableShape.Points; point++)
        {
            for (var channel = 0; channel < shape.Channels; channel += MicroKernel.Channels)
            {
                var channels = Math.Min(MicroKernel.Channels, shape.Channels - channel);
                Sample(tile, point, channel, channels, buffers);
                Multiply(tile, point, channel, channels, buffers);
            }
        }

        _results.Write(index, buffers.Sums);
    }

    /// <summary>Completes the result, once all tiles are computed.</summary>
    public void Finish() => _results.Finish();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sample(Tile tile, int point, int channel, int channels, TileBuffers buffers)
    {
        var image = tensors.Maps + ((nint)tile.Image * shape.Height * shape.Width * shape.Channels) + channel;
        var map = new Map(image, buffers.Zeros, shape.Height, shape.Width, shape.Channels);
        var kernelPoint = ((nint)tile.Image * DeformableShape.Points) + point;
        var vertical = tensors.Offsets + (2 * kernelPoint * shape.Positions);
        var horizontal = vertical + shape.Positions;
        var mask = tensors.Masks + (kernelPoint * shape.Positions);
        var (row, column) = Math.DivRem(point, 3);
        var (outputRow, outputColumn) = Math.DivRem(tile.First, shape.OutputWidth);
        var samples = buffers.Samples;
        for (var position = tile.First; position < tile.First + tile.Count; position++)
        {
            var y = (outputRow * shape.Stride) - 1 + row + vertical[position];
            var x = (outputColumn * shape.Stride) - 1 + column + horizontal[position];
            if (map.Touches(y, x))
            {
                kernel.Blend(new Taps(map, y, x, mask[position]), channels, samples);
            }
            else
            {
                new Span<float>(samples, channels).Clear();
            }

            samples += MicroKernel.RowStride;
            if (++outputColumn == shape.OutputWidth)
            {
                (outputRow, outputColumn) = (outputRow + 1, 0);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply(Tile tile, int point, int channel, int channels, TileBuffers buffers)
    {
        var panels = shape.OutputChannels / MicroKernel.Panel;
        var weightStride = (nint)shape.Channels * MicroKernel.Panel;
        var sumStride = (nint)tile.Blocks * MicroKernel.Positions * MicroKernel.Panel;
        var weights = tensors.Weights + (point * panels * weightStride) + ((nint)channel * MicroKernel.Panel);
        var sums = buffers.Sums;
        for (var left = panels; left > 0;)
        {
            var product = left >= kernel.Panels ? kernel : SinglePanel;
            for (var block = 0; block < tile.Blocks; block++)
            {
                var samples = buffers.Samples + ((nint)block * MicroKernel.Positions * MicroKernel.RowStride);
                product.Multiply(samples, weights, weightStride, channels, sums + ((nint)block * MicroKernel.Positions * MicroKernel.Panel), sumStride);
            }

            left -= product.Panels;
            weights += product.Panels * weightStride;
            sums += product.Panels * sumStride;
        }
    }
}
