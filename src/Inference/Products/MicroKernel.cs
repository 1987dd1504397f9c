using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glip.Inference;

/// <summary>The inner loops of products of matrices in the caches of a core, and of a convolution over sampled positions.</summary>
internal abstract class MicroKernel
{
    /// <summary>Output channels that lie side by side in the weights and in the sums.</summary>
    public const int Panel = 16;

    /// <summary>Positions of one product.</summary>
    public const int Positions = 12;

    /// <summary>Input channels of one product at most.</summary>
    public const int Channels = 256;

    /// <summary>Numbers from one position to the next in the samples. A power of two would put all positions into the same cache sets.</summary>
    public const int RowStride = Channels + 16;

    /// <summary>The one for the vectors of this machine.</summary>
    public static MicroKernel Best { get; } = Vector512.IsHardwareAccelerated ? new WideMicroKernel() : new NarrowMicroKernel();

    private static readonly NarrowMicroKernel s_singlePanel = new();

    /// <summary>Panels of one product.</summary>
    public abstract int Panels { get; }

    /// <summary>Adds the product of samples and weights to the sums of <see cref="Positions"/> positions and <see cref="Panels"/> panels.</summary>
    /// <param name="samples">[<see cref="Positions"/>, channels], rows <see cref="RowStride"/> apart.</param>
    /// <param name="weights">[<see cref="Panels"/>, channels, <see cref="Panel"/>].</param>
    /// <param name="weightStride">Numbers from one panel to the next in the weights.</param>
    /// <param name="channels">Input channels, at most <see cref="Channels"/>.</param>
    /// <param name="sums">[<see cref="Panels"/>, <see cref="Positions"/>, <see cref="Panel"/>].</param>
    /// <param name="sumStride">Numbers from one panel to the next in the sums.</param>
    public abstract unsafe void Multiply(float* samples, float* weights, nint weightStride, int channels, float* sums, nint sumStride);

    /// <summary>Adds the product of any number of samples and panels to their sums.</summary>
    /// <param name="samples">[<paramref name="blocks"/> · <see cref="Positions"/>, channels], rows <see cref="RowStride"/> apart.</param>
    /// <param name="blocks">Samples in blocks of <see cref="Positions"/>.</param>
    /// <param name="weights">[<paramref name="panels"/>, channels, <see cref="Panel"/>].</param>
    /// <param name="weightStride">Numbers from one panel to the next in the weights.</param>
    /// <param name="panels">Panels.</param>
    /// <param name="channels">Input channels, at most <see cref="Channels"/>.</param>
    /// <param name="sums">[<paramref name="panels"/>, <paramref name="blocks"/> · <see cref="Positions"/>, <see cref="Panel"/>].</param>
    /// <param name="sumStride">Numbers from one panel to the next in the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Multiply(float* samples, int blocks, float* weights, nint weightStride, int panels, int channels, float* sums, nint sumStride)
    {
        for (var left = panels; left > 0;)
        {
            var product = left >= Panels ? this : s_singlePanel;
            for (var block = 0; block < blocks; block++)
            {
                var row = (nint)block * Positions;
                product.Multiply(samples + (row * RowStride), weights, weightStride, channels, sums + (row * Panel), sumStride);
            }

            left -= product.Panels;
            weights += product.Panels * weightStride;
            sums += product.Panels * sumStride;
        }
    }

    /// <summary>Writes the weighted sum of four cells of a map for each position.</summary>
    /// <param name="map">[cells, ..].</param>
    /// <param name="taps">Which cells, and their shares.</param>
    /// <param name="count">Positions.</param>
    /// <param name="channels">A multiple of <see cref="Panel"/>.</param>
    /// <param name="samples">Receives [positions, channels], rows <see cref="RowStride"/> apart.</param>
    public abstract unsafe void Sample(float* map, Taps taps, int count, int channels, float* samples);
}
