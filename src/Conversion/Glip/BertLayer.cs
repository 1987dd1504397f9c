namespace Glip.Conversion;

/// <summary>One layer of a BERT encoder.</summary>
/// <remarks>Source: BERT (arXiv 1810.04805); Attention Is All You Need (arXiv 1706.03762), section 3.1.</remarks>
internal sealed class BertLayer(Kernels kernels, WeightScope weights, BertSizes sizes)
{
    public const float Epsilon = 1e-12f;

    private const float Padded = -10_000;

    /// <summary>What is added to the attention's logits: 0 for real tokens, else a large negative number; float32 [N, 1, 1, T].</summary>
    /// <param name="mask">int64 [N, T], 1 = real token.</param>
    public static Value MaskBias(Value mask) => ((mask.Cast(ElementType.Float32) + -1f) * -Padded).Unsqueeze(1, 2);

    /// <param name="tokens">float32 [N, T, hidden].</param>
    /// <param name="maskBias">Of <see cref="MaskBias"/>.</param>
    /// <returns>float32 [N, T, hidden].</returns>
    public Value Apply(Value tokens, Value maskBias)
    {
        var output = weights.Linear("attention.output.dense");
        var seen = kernels.Linear(Attend(tokens, maskBias), output.Matrix);
        var valueBias = weights["attention.self.value.bias"];
        var (attended, _) = kernels.AddNorm(tokens, seen, output.BiasWith(valueBias), weights.Norm("attention.output.LayerNorm", Epsilon));
        var (first, second) = (weights.Linear("intermediate.dense"), weights.Linear("output.dense"));
        var change = kernels.FeedForward(attended, first, second.Matrix);
        return kernels.AddNorm(attended, change, second.Bias, weights.Norm("output.LayerNorm", Epsilon)).Norm;
    }

    private Value Attend(Value tokens, Value maskBias)
    {
        var own = weights.In("attention.self");
        var query = own.Linear("query").Times(1 / MathF.Sqrt((float)sizes.Hidden / sizes.Heads));
        return kernels.SelfAttention(tokens, new AttentionWeights(query, own.Linear("key").Matrix, own.Linear("value").Matrix, sizes.Heads), maskBias);
    }
}
