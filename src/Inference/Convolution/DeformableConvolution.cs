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
/// <typeparam name="TKernel">The inner loops.</typeparam>
/// <param name="shape">Sizes.</param>
/// <param name="tensors">Must stay in place.</param>
/// <param name="results">Receives each tile.</param>
internal sealed unsafe class DeformableConvolution<TKernel>(DeformableShape shape, DeformableTensors tensors, TileResults results)
    where TKernel : struct, IMicroKernel
{
    /// <summary>Computes one tile. Tiles may be computed at the same time and in any order, with the same result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(int index)
    {
        var tile = results.Tiling[index];
        var buffers = TileBuffers.OfThread(shape.OutputChannels);
        new Span<float>(buffers.Sums, tile.Blocks * IMicroKernel.Positions * shape.OutputChannels).Clear();
        for (var point = 0; point < DeformableShape.Points; point++)
        {
            for (var channel = 0; channel < shape.Channels; channel += IMicroKernel.Channels)
            {
                var channels = Math.Min(IMicroKernel.Channels, shape.Channels - channel);
                Sample(tile, point, channel, channels, buffers);
                Multiply(tile, point, channel, channels, buffers);
            }
        }

        results.Write(index, buffers.Sums);
    }

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
                TKernel.Blend(new Taps(map, y, x, mask[position]), channels, samples);
            }
            else
            {
                new Span<float>(samples, channels).Clear();
            }

            samples += IMicroKernel.RowStride;
            if (++outputColumn == shape.OutputWidth)
            {
                (outputRow, outputColumn) = (outputRow + 1, 0);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply(Tile tile, int point, int channel, int channels, TileBuffers buffers)
    {
        var panels = shape.OutputChannels / IMicroKernel.Panel;
        var weightStride = (nint)shape.Channels * IMicroKernel.Panel;
        var sumStride = (nint)tile.Blocks * IMicroKernel.Positions * IMicroKernel.Panel;
        var weights = tensors.Weights + (point * panels * weightStride) + ((nint)channel * IMicroKernel.Panel);
        var sums = buffers.Sums;
        for (var left = panels; left > 0;)
        {
            var wide = left >= TKernel.Panels;
            for (var block = 0; block < tile.Blocks; block++)
            {
                var samples = buffers.Samples + ((nint)block * IMicroKernel.Positions * IMicroKernel.RowStride);
                var blockSums = sums + ((nint)block * IMicroKernel.Positions * IMicroKernel.Panel);
                if (wide)
                {
                    TKernel.Multiply(samples, weights, weightStride, channels, blockSums, sumStride);
                }
                else
                {
                    NarrowMicroKernel.Multiply(samples, weights, weightStride, channels, blockSums, sumStride);
                }
            }

            var done = wide ? TKernel.Panels : NarrowMicroKernel.Panels;
            left -= done;
            weights += done * weightStride;
            sums += done * sumStride;
        }
    }
}
