namespace Glip.Conversion.Reference;

/// <summary>One layer of a BERT encoder: self-attention, then two linear layers, each normalised after it is added to what came in.</summary>
/// <param name="weights">attention, intermediate, output.</param>
/// <param name="heads">Attention heads.</param>
/// <param name="clamped">Whether large values are clamped, as in the layers of the head; those of the backbone are not.</param>
/// <remarks>
/// Source: Attention Is All You Need (arXiv 1706.03762), section 3; microsoft/GLIP, modeling/rpn/modeling_bert.py for the clamps.
/// </remarks>
internal sealed class BertLayer(Weights weights, int heads, bool clamped)
{
    public const double NormEpsilon = 1e-12;

    /// <summary>Source: microsoft/GLIP, MODEL.DYHEAD.FUSE_CONFIG, CLAMP_BERTATTN_MIN_FOR_UNDERFLOW and CLAMP_BERTATTN_MAX_FOR_OVERFLOW.</summary>
    private const float Limit = 50000;

    private const float PaddedKey = -10000;

    /// <param name="x">[tokens, width]</param>
    /// <param name="mask">1 = real token, 0 = padding.</param>
    public Matrix Apply(Matrix x, long[] mask)
    {
        var attended = Norm("attention.output", Dense("attention.output.dense", Attention(x, mask)) + x);
        var intermediate = Clamp(Clamp(Dense("intermediate.dense", attended)).Map(Activations.Gelu));
        return Clamp(Norm("output", Clamp(Dense("output.dense", intermediate)) + attended));
    }

    private Matrix Attention(Matrix x, long[] mask)
    {
        var (queries, keys, values) = (Dense("attention.self.query", x), Dense("attention.self.key", x), Dense("attention.self.value", x));
        var width = x.Columns / heads;
        return Matrix.Join([.. Enumerable.Range(0, heads).Select(head =>
        {
            Matrix OfHead(Matrix all) => all.SliceColumns(head * width, width);
            var logits = Clamp(OfHead(queries).TimesTransposed(OfHead(keys)) * (float)(1 / Math.Sqrt(width)));
            AddMask(logits, mask);
            return Softmax.OverColumns(logits).Times(OfHead(values));
        })]);
    }

    private static void AddMask(Matrix logits, long[] mask)
    {
        for (var query = 0; query < logits.Rows; query++)
        {
            for (var key = 0; key < logits.Columns; key++)
            {
                logits[query, key] += (1 - mask[key]) * PaddedKey;
            }
        }
    }

    private Matrix Dense(string name, Matrix x) => new Linear(weights.In(name)).Apply(x);

    private Matrix Norm(string part, Matrix x) => new LayerNorm(weights.In($"{part}.LayerNorm"), NormEpsilon).Apply(x);

    private Matrix Clamp(Matrix x) => clamped ? x.Clamp(Limit) : x;
}
