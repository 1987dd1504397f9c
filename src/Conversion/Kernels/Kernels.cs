namespace Glip.Conversion;

/// <summary>
/// The arithmetic of transformers in standard ONNX operators, for any runtime, in float32. Convolutions, which are half of the work,
/// may be in 16 bits.
/// </summary>
/// <param name="graph">Where operators are added.</param>
/// <param name="convolutions">Type of what convolutions take and give.</param>
internal class Kernels(GraphBuilder graph, ElementType convolutions = ElementType.Float32)
{
    /// <summary>What the official code limits activations to; beyond it numbers of 16 bits would not be finite.</summary>
    private const float Limit = 50_000;

    public GraphBuilder Graph { get; } = graph;

    /// <summary>A constant of a convolution.</summary>
    public Value Filter(Weight weight) => Graph.Constant(weight, convolutions);

    /// <summary>A map as convolutions take it; what would not be finite in 16 bits is limited.</summary>
    public Value ForConvolution(Value map) => convolutions == ElementType.Float32 ? map : map.Cast(ElementType.Float32).Clip(Limit).Cast(convolutions);

    /// <summary>The kernels of a deformable convolution.</summary>
    /// <param name="weight">[outputs, channels, 3, 3].</param>
    public virtual Value DeformableFilter(Weight weight) => Filter(weight);

    /// <summary>Deformable convolution without bias, and the moments of its result.</summary>
    /// <param name="map">As <see cref="ForConvolution"/> gives it: [N, channels, height, width].</param>
    /// <param name="filter">Of <see cref="DeformableFilter"/>.</param>
    /// <param name="offsets">[N, 18, h, w]: vertical, horizontal for each of the nine points.</param>
    /// <param name="mask">[N, 9, h, w].</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="area">int64 [1]: h · w.</param>
    /// <returns>float32 [N, outputs, h, w].</returns>
    public virtual (Value Map, Moments Moments) DeformableConvolution(Value map, Value filter, Value offsets, Value mask, int stride, Value area)
    {
        var result = map.DeformConv(filter, offsets, mask, stride).Cast(ElementType.Float32);
        return (result, Moments.Of(result, area));
    }

    /// <summary>Product with a constant matrix.</summary>
    /// <param name="x">[…, inputs].</param>
    /// <param name="matrix">[inputs, outputs].</param>
    public virtual Value Linear(Value x, Weight matrix) => x.MatMul(Graph.Constant(matrix));

    public virtual Value Linear(Value x, LinearWeights weights) => Linear(x, weights.Matrix) + Graph.Constant(weights.Bias);

    /// <summary>a bᵀ over the last two axes.</summary>
    public virtual Value TimesTransposed(Value a, Value b) => a.MatMul(Turned(b));

    /// <summary>aᵀ bᵀ over the last two axes.</summary>
    public virtual Value TransposedTimesTransposed(Value a, Value b) => Turned(a).MatMul(Turned(b));

    /// <summary>Layer norm over the last axis.</summary>
    public virtual Value Norm(Value x, NormWeights norm) => x.Apply(
        "LayerNormalization",
        x.Shape,
        more: [Graph.Constant(norm.Scale), Graph.Constant(norm.Shift)],
        attributes: new() { { "axis", -1L }, { "epsilon", norm.Epsilon } });

    /// <summary>Adds a change to a stream of tokens, and the norm of the sum.</summary>
    /// <param name="x">[N, tokens, C].</param>
    /// <param name="change">[N, tokens, C].</param>
    /// <param name="bias">[C], added as well.</param>
    public virtual (Value Norm, Value Sum) AddNorm(Value x, Value change, Weight bias, NormWeights norm)
    {
        var sum = x + (change + Graph.Constant(bias));
        return (Norm(sum, norm), sum);
    }

    /// <summary>The two linear layers of a transformer's feed-forward part, the second one without its bias.</summary>
    public Value FeedForward(Value x, LinearWeights first, Weight second) => Linear(Gelu(Linear(x, first.Matrix), first.Bias), second);

    /// <summary>Norms the four neighbours of each token and brings them to a new width.</summary>
    /// <param name="x">[N, tokens, 4C].</param>
    /// <param name="matrix">[4C, 2C].</param>
    /// <returns>[N, tokens, 2C].</returns>
    public virtual Value NormThenLinear(Value x, NormWeights norm, Weight matrix) => Linear(Norm(x, norm), matrix);

    /// <summary>Tokens look at each other: softmax(q kᵀ + bias) v in each head, the heads beside each other.</summary>
    /// <param name="x">[batch, tokens, width].</param>
    /// <param name="weights">Of the three projections.</param>
    /// <param name="bias">Added to [batch, heads, tokens, tokens].</param>
    /// <returns>[batch, tokens, width].</returns>
    /// <remarks>Source: Attention Is All You Need (arXiv 1706.03762), section 3.2.</remarks>
    public virtual Value SelfAttention(Value x, AttentionWeights weights, Value bias)
    {
        var (q, k, v) = (Heads(Linear(x, weights.Query)), Heads(Linear(x, weights.Key)), Heads(Linear(x, weights.Value)));
        var seen = (TimesTransposed(q, k) + bias).Softmax().MatMul(v);
        return seen.Transpose(0, 2, 1, 3).Reshape(0, 0, weights.Width);

        Value Heads(Value tokens) => tokens.Reshape(0, 0, weights.Heads, weights.Width / weights.Heads).Transpose(0, 2, 1, 3);
    }

    /// <summary>Image and text look at each other in several heads, whose projections are folded into the text.</summary>
    /// <param name="image">float32 [N, S, F].</param>
    /// <param name="keys">float32 [N, heads · T, F].</param>
    /// <param name="offset">float32 [N, heads · T], added to the logits when the image looks at the text.</param>
    /// <param name="values">float32 [N, heads · T, F].</param>
    /// <returns>
    /// What the text gives to the image, [N, F, S]: the sum over the heads of softmax(image keysᵀ + offset) values; and what each row of the
    /// text sees of the image, [N, heads · T, F]: softmax(keys imageᵀ) image.
    /// </returns>
    public virtual (Value ToImage, Value ToText) CrossAttention(Value image, Value keys, Value offset, Value values, int heads)
    {
        var scores = TimesTransposed(keys, image);
        var byHead = (scores.Transpose(0, 2, 1) + offset.Unsqueeze(1)).Reshape(0, 0, heads, -1);
        var attention = byHead.Softmax().Reshape(0, 0, -1);
        return (TransposedTimesTransposed(values, attention), scores.Softmax().MatMul(image));
    }

    /// <summary>gelu(x + bias).</summary>
    protected virtual Value Gelu(Value x, Weight bias) => (x + Graph.Constant(bias)).Gelu();

    private static Value Turned(Value x)
    {
        var order = Enumerable.Range(0, x.Shape.Rank).ToArray();
        (order[^1], order[^2]) = (order[^2], order[^1]);
        return x.Transpose(order);
    }
}
