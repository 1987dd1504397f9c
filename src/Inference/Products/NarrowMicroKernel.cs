using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glip.Inference;

/// <summary>
/// Six positions by one panel, twice, in vectors of eight numbers. The twelve sums, the two weights and the sample of one step take 15
/// of the 16 registers of AVX2. Where vectors are shorter, the compiler halves them.
/// </summary>
internal sealed class NarrowMicroKernel : MicroKernel
{
    private const int Half = Panel / 2;
    private const int Rows = Positions / 2;

    public override int Panels => 1;

    public override unsafe void Multiply(float* samples, float* weights, nint weightStride, int channels, float* sums, nint sumStride)
    {
        MultiplyRows(samples, weights, channels, sums);
        MultiplyRows(samples + (Rows * RowStride), weights, channels, sums + (Rows * Panel));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override unsafe void Sample(float* map, Taps taps, int count, int channels, float* samples)
    {
        for (var position = 0; position < count; position++)
        {
            float* topLeft = map + taps.TopLeft[position], topRight = map + taps.TopRight[position];
            float* bottomLeft = map + taps.BottomLeft[position], bottomRight = map + taps.BottomRight[position];
            var a = Vector256.Create(taps.TopLeftShare[position]);
            var b = Vector256.Create(taps.TopRightShare[position]);
            var c = Vector256.Create(taps.BottomLeftShare[position]);
            var d = Vector256.Create(taps.BottomRightShare[position]);
            for (var i = 0; i < channels; i += Vector256<float>.Count)
            {
                var top = Vector256.MultiplyAddEstimate(Vector256.Load(topLeft + i), a, Vector256.Load(topRight + i) * b);
                var bottom = Vector256.MultiplyAddEstimate(Vector256.Load(bottomLeft + i), c, Vector256.Load(bottomRight + i) * d);
                (top + bottom).Store(samples + i);
            }

            samples += RowStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void MultiplyRows(float* samples, float* weights, int channels, float* sums)
    {
        var a0 = Vector256.Load(sums);
        var b0 = Vector256.Load(sums + Half);
        var a1 = Vector256.Load(sums + (2 * Half));
        var b1 = Vector256.Load(sums + (3 * Half));
        var a2 = Vector256.Load(sums + (4 * Half));
        var b2 = Vector256.Load(sums + (5 * Half));
        var a3 = Vector256.Load(sums + (6 * Half));
        var b3 = Vector256.Load(sums + (7 * Half));
        var a4 = Vector256.Load(sums + (8 * Half));
        var b4 = Vector256.Load(sums + (9 * Half));
        var a5 = Vector256.Load(sums + (10 * Half));
        var b5 = Vector256.Load(sums + (11 * Half));
        for (var end = samples + channels; samples < end; samples++)
        {
            var w = Vector256.Load(weights);
            var v = Vector256.Load(weights + Half);
            var s0 = Vector256.Create(samples[0]);
            a0 = Vector256.MultiplyAddEstimate(w, s0, a0);
            b0 = Vector256.MultiplyAddEstimate(v, s0, b0);
            var s1 = Vector256.Create(samples[RowStride]);
            a1 = Vector256.MultiplyAddEstimate(w, s1, a1);
            b1 = Vector256.MultiplyAddEstimate(v, s1, b1);
            var s2 = Vector256.Create(samples[2 * RowStride]);
            a2 = Vector256.MultiplyAddEstimate(w, s2, a2);
            b2 = Vector256.MultiplyAddEstimate(v, s2, b2);
            var s3 = Vector256.Create(samples[3 * RowStride]);
            a3 = Vector256.MultiplyAddEstimate(w, s3, a3);
            b3 = Vector256.MultiplyAddEstimate(v, s3, b3);
            var s4 = Vector256.Create(samples[4 * RowStride]);
            a4 = Vector256.MultiplyAddEstimate(w, s4, a4);
            b4 = Vector256.MultiplyAddEstimate(v, s4, b4);
            var s5 = Vector256.Create(samples[5 * RowStride]);
            a5 = Vector256.MultiplyAddEstimate(w, s5, a5);
            b5 = Vector256.MultiplyAddEstimate(v, s5, b5);
            weights += Panel;
        }

        a0.Store(sums);
        b0.Store(sums + Half);
        a1.Store(sums + (2 * Half));
        b1.Store(sums + (3 * Half));
        a2.Store(sums + (4 * Half));
        b2.Store(sums + (5 * Half));
        a3.Store(sums + (6 * Half));
        b3.Store(sums + (7 * Half));
        a4.Store(sums + (8 * Half));
        b4.Store(sums + (9 * Half));
        a5.Store(sums + (10 * Half));
        b5.Store(sums + (11 * Half));
    }
}
