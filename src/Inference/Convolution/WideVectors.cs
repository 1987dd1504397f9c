using System.Runtime.Intrinsics;

namespace Glip.Inference;

/// <summary>Vectors of sixteen numbers. The 24 sums, two weights and one sample of an inner step fill 27 of the 32 registers.</summary>
internal sealed class WideVectors
{
    public static unsafe void Multiply(float* samples, float* weights, int channels, float* sums, nint sumStride)
    {
        var other = weights + (nint)channels * IVectorForm.Panel;
        var second = sums + sumStride;
        var a0 = Vector512.Load(sums + 0);
        var b0 = Vector512.Load(second + 0);
        var a1 = Vector512.Load(sums + 16);
        var b1 = Vector512.Load(second + 16);
        var a2 = Vector512.Load(sums + 32);
        var b2 = Vector512.Load(second + 32);
        var a3 = Vector512.Load(sums + 48);
        var b3 = Vector512.Load(second + 48);
        var a4 = Vector512.Load(sums + 64);
        var b4 = Vector512.Load(second + 64);
        var a5 = Vector512.Load(sums + 80);
        var b5 = Vector512.Load(second + 80);
        var a6 = Vector512.Load(sums + 96);
        var b6 = Vector512.Load(second + 96);
        var a7 = Vector512.Load(sums + 112);
        var b7 = Vector512.Load(second + 112);
        var a8 = Vector512.Load(sums + 128);
        var b8 = Vector512.Load(second + 128);
        var a9 = Vector512.Load(sums + 144);
        var b9 = Vector512.Load(second + 144);
        var a10 = Vector512.Load(sums + 160);
        var b10 = Vector512.Load(second + 160);
        var a11 = Vector512.Load(sums + 176);
        var b11 = Vector512.Load(second + 176);
        for (var end = samples + channels; samples < end; samples++)
        {
            var first = Vector512.Load(weights);
            var next = Vector512.Load(other);
            var s0 = Vector512.Create(*(samples));
            a0 = Vector512.FusedMultiplyAdd(first, s0, a0);
            b0 = Vector512.FusedMultiplyAdd(next, s0, b0);
            var s1 = Vector512.Create(*(samples + IVectorForm.Row));
            a1 = Vector512.FusedMultiplyAdd(first, s1, a1);
            b1 = Vector512.FusedMultiplyAdd(next, s1, b1);
            var s2 = Vector512.Create(*(samples + 2 * IVectorForm.Row));
            a2 = Vector512.FusedMultiplyAdd(first, s2, a2);
            b2 = Vector512.FusedMultiplyAdd(next, s2, b2);
            var s3 = Vector512.Create(*(samples + 3 * IVectorForm.Row));
            a3 = Vector512.FusedMultiplyAdd(first, s3, a3);
            b3 = Vector512.FusedMultiplyAdd(next, s3, b3);
            var s4 = Vector512.Create(*(samples + 4 * IVectorForm.Row));
            a4 = Vector512.FusedMultiplyAdd(first, s4, a4);
            b4 = Vector512.FusedMultiplyAdd(next, s4, b4);
            var s5 = Vector512.Create(*(samples + 5 * IVectorForm.Row));
            a5 = Vector512.FusedMultiplyAdd(first, s5, a5);
            b5 = Vector512.FusedMultiplyAdd(next, s5, b5);
            var s6 = Vector512.Create(*(samples + 6 * IVectorForm.Row));
            a6 = Vector512.FusedMultiplyAdd(first, s6, a6);
            b6 = Vector512.FusedMultiplyAdd(next, s6, b6);
            var s7 = Vector512.Create(*(samples + 7 * IVectorForm.Row));
            a7 = Vector512.FusedMultiplyAdd(first, s7, a7);
            b7 = Vector512.FusedMultiplyAdd(next, s7, b7);
            var s8 = Vector512.Create(*(samples + 8 * IVectorForm.Row));
            a8 = Vector512.FusedMultiplyAdd(first, s8, a8);
            b8 = Vector512.FusedMultiplyAdd(next, s8, b8);
            var s9 = Vector512.Create(*(samples + 9 * IVectorForm.Row));
            a9 = Vector512.FusedMultiplyAdd(first, s9, a9);
            b9 = Vector512.FusedMultiplyAdd(next, s9, b9);
            var s10 = Vector512.Create(*(samples + 10 * IVectorForm.Row));
            a10 = Vector512.FusedMultiplyAdd(first, s10, a10);
            b10 = Vector512.FusedMultiplyAdd(next, s10, b10);
            var s11 = Vector512.Create(*(samples + 11 * IVectorForm.Row));
            a11 = Vector512.FusedMultiplyAdd(first, s11, a11);
            b11 = Vector512.FusedMultiplyAdd(next, s11, b11);
            weights += IVectorForm.Panel;
            other += IVectorForm.Panel;
        }

        a0.Store(sums + 0);
        b0.Store(second + 0);
        a1.Store(sums + 16);
        b1.Store(second + 16);
        a2.Store(sums + 32);
        b2.Store(second + 32);
        a3.Store(sums + 48);
        b3.Store(second + 48);
        a4.Store(sums + 64);
        b4.Store(second + 64);
        a5.Store(sums + 80);
        b5.Store(second + 80);
        a6.Store(sums + 96);
        b6.Store(second + 96);
        a7.Store(sums + 112);
        b7.Store(second + 112);
        a8.Store(sums + 128);
        b8.Store(second + 128);
        a9.Store(sums + 144);
        b9.Store(second + 144);
        a10.Store(sums + 160);
        b10.Store(second + 160);
        a11.Store(sums + 176);
        b11.Store(second + 176);
    }
}
