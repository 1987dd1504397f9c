using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glip.Inference;

/// <summary>The softmax over the tokens of one head, for 16 positions at once.</summary>
internal static unsafe class PanelSoftmax
{
    /// <param name="logits">[tokens, 16], receives the softmax over the tokens.</param>
    /// <param name="offsets">[tokens], added to the logits first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(float* logits, float* offsets, int tokens)
    {
        var largest = Vector512.Create(float.NegativeInfinity);
        for (var token = 0; token < tokens; token++)
        {
            var logit = Vector512.Load(logits + (token * MicroKernel.Panel)) + Vector512.Create(offsets[token]);
            logit.Store(logits + (token * MicroKernel.Panel));
            largest = Vector512.MaxNative(largest, logit);
        }

        var sum = Vector512<float>.Zero;
        for (var token = 0; token < tokens; token++)
        {
            var share = Exponential.Of(Vector512.Load(logits + (token * MicroKernel.Panel)) - largest);
            share.Store(logits + (token * MicroKernel.Panel));
            sum += share;
        }

        var factor = Vector512<float>.One / sum;
        for (var token = 0; token < tokens; token++)
        {
            (Vector512.Load(logits + (token * MicroKernel.Panel)) * factor).Store(logits + (token * MicroKernel.Panel));
        }
    }
}
