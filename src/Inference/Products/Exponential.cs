using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glip.Inference;

/// <summary>e to the power of x for the x of a softmax, which are 0 at most.</summary>
internal static class Exponential
{
    /// <summary>Below it the result is no ordinary number in single precision, and becomes 0.</summary>
    private const float Least = -87.33f;

    /// <summary>1.5 · 2^23: a sum with it has the nearest whole number in its lowest bits.</summary>
    private const float Rounder = 12_582_912f;

    private const float PerLogarithm = 1.44269504f;

    /// <summary>The logarithm of 2 in two parts, the first with so few bits that its multiples are exact.</summary>
    private const float Logarithm = 0.693359375f;
    private const float LogarithmRest = -2.12194440e-4f;
    private const int ExponentPlace = 23;

    /// <summary>Of 16 numbers in (-infinity, 0], off by 2 units of the last place at most.</summary>
    /// <remarks>2^n · e^r with n whole and |r| at most ln(2) / 2. The polynomial is that of Cephes, expf (Moshier).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        var limited = Vector512.MaxNative(x, Vector512.Create(Least));
        var shifted = Vector512.MultiplyAddEstimate(limited, Vector512.Create(PerLogarithm), Vector512.Create(Rounder));
        var whole = shifted - Vector512.Create(Rounder);
        var rest = Vector512.MultiplyAddEstimate(whole, Vector512.Create(-Logarithm), limited);
        rest = Vector512.MultiplyAddEstimate(whole, Vector512.Create(-LogarithmRest), rest);
        var sum = Vector512.MultiplyAddEstimate(rest, Vector512.Create(1.9875691500e-4f), Vector512.Create(1.3981999507e-3f));
        sum = Vector512.MultiplyAddEstimate(rest, sum, Vector512.Create(8.3334519073e-3f));
        sum = Vector512.MultiplyAddEstimate(rest, sum, Vector512.Create(4.1665795894e-2f));
        sum = Vector512.MultiplyAddEstimate(rest, sum, Vector512.Create(1.6666665459e-1f));
        sum = Vector512.MultiplyAddEstimate(rest, sum, Vector512.Create(5.0000001201e-1f));
        sum = Vector512.MultiplyAddEstimate(rest * rest, sum, rest + Vector512<float>.One);
        var power = (sum.AsInt32() + (shifted.AsInt32() << ExponentPlace)).AsSingle();
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(Least)), Vector512<float>.Zero, power);
    }
}
