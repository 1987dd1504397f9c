using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    private readonly TileResults _results = new(shape, tensors);

    public int Tiles => _results.Tiling.Tiles;

    /// <summary>Computes one tile. Tiles may be computed at the same time and in any order, with the same result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(int index)
    {
        var tile = _results.Tiling[index];
        var buffers = TileBuffers.OfThread(shape.OutputChannels);
        new Span<float>(buffers.Sums, tile.Blocks * MicroKernel.Positions * shape.OutputChannels).Clear();
        Place(tile, buffers);
        for (var point = 0; point < DeformableShape.Points; point++)
        {
            Locate(tile, point, buffers);
            for (var channel = 0; channel < shape.Channels; channel += MicroKernel.Channels)
            {
                var channels = Math.Min(MicroKernel.Channels, shape.Channels - channel);
                Sample(tile, channel, channels, buffers);
                Multiply(tile, point, channel, channels, buffers);
            }
        }

        _results.Write(index, buffers.Sums);
    }

    /// <summary>Completes the result, once all tiles are computed.</summary>
    public void Finish() => _results.Finish();

    /// <summary>Where in the map the first point of the kernel lies without offsets, for each position.</summary>
    private void Place(Tile tile, TileBuffers buffers)
    {
        var (row, column) = Math.DivRem(tile.First, shape.OutputWidth);
        for (var i = 0; i < tile.Count; i++)
        {
            (buffers.Rows[i], buffers.Columns[i]) = ((row * shape.Stride) - 1, (column * shape.Stride) - 1);
            if (++column == shape.OutputWidth)
            {
                (row, column) = (row + 1, 0);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Locate(Tile tile, int point, TileBuffers buffers)
    {
        var kernelPoint = ((nint)tile.Image * DeformableShape.Points) + point;
        var offsets = tensors.Offsets + (2 * kernelPoint * shape.Positions) + tile.First;
        new Span<float>(offsets, tile.Count).CopyTo(new Span<float>(buffers.Vertical, tile.Count));
        new Span<float>(offsets + shape.Positions, tile.Count).CopyTo(new Span<float>(buffers.Horizontal, tile.Count));
        new Span<float>(tensors.Masks + (kernelPoint * shape.Positions) + tile.First, tile.Count).CopyTo(new Span<float>(buffers.Mask, tile.Count));
        var row = Vector512.Create((float)(point / 3));
        var column = Vector512.Create((float)(point % 3));
        for (var i = 0; i < tile.Count; i += Vector512<float>.Count)
        {
            var y = Vector512.Load(buffers.Rows + i) + row + Vector512.Load(buffers.Vertical + i);
            var x = Vector512.Load(buffers.Columns + i) + column + Vector512.Load(buffers.Horizontal + i);
            buffers.Taps.Locate(i, y, x, Vector512.Load(buffers.Mask + i), shape.Height, shape.Width, shape.Channels);
        }
    }

    private void Sample(Tile tile, int channel, int channels, TileBuffers buffers)
    {
        var map = tensors.Maps + ((nint)tile.Image * shape.Height * shape.Width * shape.Channels) + channel;
        kernel.Sample(map, buffers.Taps, tile.Count, channels, buffers.Samples);
    }

    private void Multiply(Tile tile, int point, int channel, int channels, TileBuffers buffers)
    {
        var panels = shape.OutputChannels / MicroKernel.Panel;
        var weightStride = (nint)shape.Channels * MicroKernel.Panel;
        var sumStride = (nint)tile.Blocks * MicroKernel.Positions * MicroKernel.Panel;
        var weights = tensors.Weights + (point * panels * weightStride) + ((nint)channel * MicroKernel.Panel);
        kernel.Multiply(buffers.Samples, tile.Blocks, weights, weightStride, panels, channels, buffers.Sums, sumStride);
    }
}
