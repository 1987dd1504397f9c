using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glip.Inference;

/// <summary>Puts the sums of tiles into maps, channels first, and takes the moments of each channel on the way.</summary>
/// <remarks>Moments are summed in single precision within a tile and in double precision over the tiles, in their order.</remarks>
internal sealed unsafe class TileResults(DeformableShape shape, DeformableTensors tensors)
{
    private readonly (double Sum, double Squares)[] _moments =
        ArrayPool<(double Sum, double Squares)>.Shared.Rent(new Tiling(shape.Images, shape.Positions).Tiles * shape.OutputChannels);

    public Tiling Tiling { get; } = new(shape.Images, shape.Positions);

    /// <param name="index">Which tile.</param>
    /// <param name="sums">[panels, positions of whole blocks, <see cref="MicroKernel.Panel"/>].</param>
    public void Write(int index, float* sums)
    {
        var tile = Tiling[index];
        var panelLength = tile.Blocks * MicroKernel.Positions * MicroKernel.Panel;
        var map = tensors.Result + ((nint)tile.Image * shape.OutputChannels * shape.Positions) + tile.First;
        var moments = _moments.AsSpan(index * shape.OutputChannels, shape.OutputChannels);
        for (var channel = 0; channel < shape.OutputChannels; channel += MicroKernel.Panel)
        {
            WritePanel(sums, tile.Count, map + ((nint)channel * shape.Positions));
            Measure(sums, tile.Count, moments.Slice(channel, MicroKernel.Panel));
            sums += panelLength;
        }
    }

    /// <summary>Writes the means, once all tiles are written. The last call.</summary>
    public void Finish()
    {
        for (var image = 0; image < shape.Images; image++)
        {
            for (var channel = 0; channel < shape.OutputChannels; channel++)
            {
                var (sum, squares) = (0.0, 0.0);
                for (var tile = 0; tile < Tiling.TilesPerImage; tile++)
                {
                    var ofTile = _moments[(((image * Tiling.TilesPerImage) + tile) * shape.OutputChannels) + channel];
                    (sum, squares) = (sum + ofTile.Sum, squares + ofTile.Squares);
                }

                var target = (image * shape.OutputChannels) + channel;
                tensors.Means[target] = (float)(sum / shape.Positions);
                tensors.MeanSquares[target] = (float)(squares / shape.Positions);
            }
        }

        ArrayPool<(double Sum, double Squares)>.Shared.Return(_moments);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Measure(float* panel, int count, Span<(double Sum, double Squares)> moments)
    {
        var (sum, squares) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var position = 0; position < count; position++)
        {
            var values = Vector512.Load(panel + (position * MicroKernel.Panel));
            sum += values;
            squares = Vector512.MultiplyAddEstimate(values, values, squares);
        }

        for (var channel = 0; channel < MicroKernel.Panel; channel++)
        {
            moments[channel] = (sum[channel], squares[channel]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WritePanel(float* panel, int count, float* map)
    {
        for (var channel = 0; channel < MicroKernel.Panel; channel++)
        {
            var source = panel + channel;
            var position = 0;
            for (; position + Vector128<float>.Count <= count; position += Vector128<float>.Count)
            {
                Vector128.Create(source[0], source[MicroKernel.Panel], source[2 * MicroKernel.Panel], source[3 * MicroKernel.Panel]).Store(map + position);
                source += Vector128<float>.Count * MicroKernel.Panel;
            }

            for (; position < count; position++, source += MicroKernel.Panel)
            {
                map[position] = *source;
            }

            map += shape.Positions;
        }
    }
}
