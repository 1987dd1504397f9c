using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glip.Inference;

/// <summary>
/// Twelve positions by two panels in vectors of 16 numbers. The 24 sums, the two weights and the sample of one step take 27 of the
/// 32 registers of AVX-512; 14 loads go with 24 multiplications, so that the multipliers are what limits.
/// </summary>
internal sealed class WideMicroKernel : MicroKernel
{
    public override int Panels => 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override unsafe void Multiply(float* samples, float* weights, nint weightStride, int channels, float* sums, nint sumStride)
    {
        var otherWeights = weights + weightStride;
        var otherSums = sums + sumStride;
        var a0 = Vector512.Load(sums);
        var a1 = Vector512.Load(sums + Panel);
        var a2 = Vector512.Load(sums + (2 * Panel));
        var a3 = Vector512.Load(sums + (3 * Panel));
        var a4 = Vector512.Load(sums + (4 * Panel));
        var a5 = Vector512.Load(sums + (5 * Panel));
        var a6 = Vector512.Load(sums + (6 * Panel));
        var a7 = Vector512.Load(sums + (7 * Panel));
        var a8 = Vector512.Load(sums + (8 * Panel));
        var a9 = Vector512.Load(sums + (9 * Panel));
        var a10 = Vector512.Load(sums + (10 * Panel));
        var a11 = Vector512.Load(sums + (11 * Panel));
        var b0 = Vector512.Load(otherSums);
        var b1 = Vector512.Load(otherSums + Panel);
        var b2 = Vector512.Load(otherSums + (2 * Panel));
        var b3 = Vector512.Load(otherSums + (3 * Panel));
        var b4 = Vector512.Load(otherSums + (4 * Panel));
        var b5 = Vector512.Load(otherSums + (5 * Panel));
        var b6 = Vector512.Load(otherSums + (6 * Panel));
        var b7 = Vector512.Load(otherSums + (7 * Panel));
        var b8 = Vector512.Load(otherSums + (8 * Panel));
        var b9 = Vector512.Load(otherSums + (9 * Panel));
        var b10 = Vector512.Load(otherSums + (10 * Panel));
        var b11 = Vector512.Load(otherSums + (11 * Panel));
        for (var end = samples + channels; samples < end; samples++)
        {
            var w = Vector512.Load(weights);
            var v = Vector512.Load(otherWeights);
            var s0 = Vector512.Create(samples[0]);
            a0 = Vector512.MultiplyAddEstimate(w, s0, a0);
            b0 = Vector512.MultiplyAddEstimate(v, s0, b0);
            var s1 = Vector512.Create(samples[RowStride]);
            a1 = Vector512.MultiplyAddEstimate(w, s1, a1);
            b1 = Vector512.MultiplyAddEstimate(v, s1, b1);
            var s2 = Vector512.Create(samples[2 * RowStride]);
            a2 = Vector512.MultiplyAddEstimate(w, s2, a2);
            b2 = Vector512.MultiplyAddEstimate(v, s2, b2);
            var s3 = Vector512.Create(samples[3 * RowStride]);
            a3 = Vector512.MultiplyAddEstimate(w, s3, a3);
            b3 = Vector512.MultiplyAddEstimate(v, s3, b3);
            var s4 = Vector512.Create(samples[4 * RowStride]);
            a4 = Vector512.MultiplyAddEstimate(w, s4, a4);
            b4 = Vector512.MultiplyAddEstimate(v, s4, b4);
            var s5 = Vector512.Create(samples[5 * RowStride]);
            a5 = Vector512.MultiplyAddEstimate(w, s5, a5);
            b5 = Vector512.MultiplyAddEstimate(v, s5, b5);
            var s6 = Vector512.Create(samples[6 * RowStride]);
            a6 = Vector512.MultiplyAddEstimate(w, s6, a6);
            b6 = Vector512.MultiplyAddEstimate(v, s6, b6);
            var s7 = Vector512.Create(samples[7 * RowStride]);
            a7 = Vector512.MultiplyAddEstimate(w, s7, a7);
            b7 = Vector512.MultiplyAddEstimate(v, s7, b7);
            var s8 = Vector512.Create(samples[8 * RowStride]);
            a8 = Vector512.MultiplyAddEstimate(w, s8, a8);
            b8 = Vector512.MultiplyAddEstimate(v, s8, b8);
            var s9 = Vector512.Create(samples[9 * RowStride]);
            a9 = Vector512.MultiplyAddEstimate(w, s9, a9);
            b9 = Vector512.MultiplyAddEstimate(v, s9, b9);
            var s10 = Vector512.Create(samples[10 * RowStride]);
            a10 = Vector512.MultiplyAddEstimate(w, s10, a10);
            b10 = Vector512.MultiplyAddEstimate(v, s10, b10);
            var s11 = Vector512.Create(samples[11 * RowStride]);
            a11 = Vector512.MultiplyAddEstimate(w, s11, a11);
            b11 = Vector512.MultiplyAddEstimate(v, s11, b11);
            weights += Panel;
            otherWeights += Panel;
        }

        a0.Store(sums);
        a1.Store(sums + Panel);
        a2.Store(sums + (2 * Panel));
        a3.Store(sums + (3 * Panel));
        a4.Store(sums + (4 * Panel));
        a5.Store(sums + (5 * Panel));
        a6.Store(sums + (6 * Panel));
        a7.Store(sums + (7 * Panel));
        a8.Store(sums + (8 * Panel));
        a9.Store(sums + (9 * Panel));
        a10.Store(sums + (10 * Panel));
        a11.Store(sums + (11 * Panel));
        b0.Store(otherSums);
        b1.Store(otherSums + Panel);
        b2.Store(otherSums + (2 * Panel));
        b3.Store(otherSums + (3 * Panel));
        b4.Store(otherSums + (4 * Panel));
        b5.Store(otherSums + (5 * Panel));
        b6.Store(otherSums + (6 * Panel));
        b7.Store(otherSums + (7 * Panel));
        b8.Store(otherSums + (8 * Panel));
        b9.Store(otherSums + (9 * Panel));
        b10.Store(otherSums + (10 * Panel));
        b11.Store(otherSums + (11 * Panel));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override unsafe void Sample(float* map, Taps taps, int count, int channels, float* samples)
    {
        for (var position = 0; position < count; position++)
        {
            float* topLeft = map + taps.TopLeft[position], topRight = map + taps.TopRight[position];
            float* bottomLeft = map + taps.BottomLeft[position], bottomRight = map + taps.BottomRight[position];
            var a = Vector512.Create(taps.TopLeftShare[position]);
            var b = Vector512.Create(taps.TopRightShare[position]);
            var c = Vector512.Create(taps.BottomLeftShare[position]);
            var d = Vector512.Create(taps.BottomRightShare[position]);
            for (var i = 0; i < channels; i += Vector512<float>.Count)
            {
                var top = Vector512.MultiplyAddEstimate(Vector512.Load(topLeft + i), a, Vector512.Load(topRight + i) * b);
                var bottom = Vector512.MultiplyAddEstimate(Vector512.Load(bottomLeft + i), c, Vector512.Load(bottomRight + i) * d);
                (top + bottom).Store(samples + i);
            }

            samples += RowStride;
        }
    }
}
