using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glip.Inference;

/// <summary>A tile of positions on its way from the image into the order of products, and back.</summary>
internal static unsafe class PositionTile
{
    /// <summary>Reads a tile in both orders. Positions that are missing in the last panel are those of the last position.</summary>
    /// <param name="image">[count, channels].</param>
    public static void Load(float* image, int count, int channels, AttentionBuffers buffers)
    {
        for (var position = 0; position < count; position++)
        {
            float* source = image + ((nint)position * channels), target = buffers.ByChannel + (position * MicroKernel.Panel);
            for (var channel = 0; channel < channels; channel += MicroKernel.Panel)
            {
                Vector512.Load(source + channel).Store(target + ((nint)channel * PositionTiling.Length));
            }
        }

        for (var first = 0; first < count; first += MicroKernel.Panel)
        {
            for (var position = 0; position < MicroKernel.Panel; position += Vector128<float>.Count)
            {
                var target = buffers.ByPosition + ((nint)first * channels) + position;
                Turn(Row(first + position), Row(first + position + 1), Row(first + position + 2), Row(first + position + 3), channels, target);
            }
        }

        float* Row(int position) => image + ((nint)Math.Min(position, count - 1) * channels);
    }

    /// <summary>Writes a tile, channels first.</summary>
    /// <param name="sums">[panels of 16 positions, channels, 16].</param>
    /// <param name="target">[channels, positions of the image], from the first position of the tile on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store(float* sums, int count, AttentionShape shape, float* target)
    {
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var source = sums + (channel * MicroKernel.Panel);
            for (var position = 0; position < count; position += MicroKernel.Panel)
            {
                if (position + MicroKernel.Panel <= count)
                {
                    Vector512.Load(source).Store(target + position);
                }
                else
                {
                    new Span<float>(source, count - position).CopyTo(new Span<float>(target + position, count - position));
                }

                source += (nint)shape.ChannelRows * MicroKernel.Panel;
            }

            target += shape.Positions;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(float* a, float* b, float* c, float* d, int channels, float* target)
    {
        for (var channel = 0; channel < channels; channel++)
        {
            Vector128.Create(a[channel], b[channel], c[channel], d[channel]).Store(target);
            target += MicroKernel.Panel;
        }
    }
}
