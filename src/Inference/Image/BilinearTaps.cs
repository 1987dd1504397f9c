namespace Glip.Inference;

/// <summary>Which pixels of a row make each pixel of the resized row, and with which weights.</summary>
/// <remarks>Source: Pillow, src/libImaging/Resample.c, precompute_coeffs and normalize_coeffs_8bpc with the bilinear filter.</remarks>
internal sealed class BilinearTaps
{
    /// <summary>Bits behind the binary point of a weight. Source: Resample.c, PRECISION_BITS.</summary>
    public const int FractionBits = 22;

    private readonly (int First, int[] Weights)[] _taps;

    /// <param name="from">Pixels of the source row, at least 1.</param>
    /// <param name="to">Pixels of the resized row, at least 1.</param>
    public BilinearTaps(int from, int to)
    {
        var scale = (double)from / to;
        _taps = new (int, int[])[to];
        for (var x = 0; x < to; x++)
        {
            _taps[x] = At((x + 0.5) * scale, Math.Max(scale, 1), from);
        }
    }

    public int Count => _taps.Length;

    /// <summary>First source pixel of a resized pixel, and the weights of that one and those behind it; they sum to 2^22 up to rounding.</summary>
    public (int First, int[] Weights) this[int x] => _taps[x];

    private static (int First, int[] Weights) At(double centre, double support, int from)
    {
        var first = Math.Max(0, (int)(centre - support + 0.5));
        var end = Math.Min(from, (int)(centre + support + 0.5));
        var weights = new double[end - first];
        for (var i = 0; i < weights.Length; i++)
        {
            // The reference multiplies by the reciprocal; a division may round differently.
            weights[i] = Math.Max(0, 1 - Math.Abs((first + i - centre + 0.5) * (1 / support)));
        }

        var sum = weights.Sum();
        return (first, [.. weights.Select(weight => (int)((weight / sum * (1 << FractionBits)) + 0.5))]);
    }
}
