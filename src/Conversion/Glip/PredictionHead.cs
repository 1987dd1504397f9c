namespace Glip.Conversion;

/// <summary>What each position says: how its anchor has to be moved, how central it is in its object, how well each token fits.</summary>
/// <remarks>Source: GLIP (arXiv 2112.03857), equation 3; ATSS (arXiv 1912.02424); microsoft/GLIP, modeling/rpn/vldyhead.py, VLDyHead.</remarks>
internal sealed class PredictionHead(Kernels kernels, WeightScope weights)
{
    private readonly GraphBuilder _graph = kernels.Graph;

    /// <summary>Box regression and centerness of a level, one product.</summary>
    /// <param name="features">float32 [N, channels, positions].</param>
    /// <param name="level">0 for P3.</param>
    /// <returns>Regression [N, 4, positions], scaled; centerness [N, 1, positions] before the sigmoid.</returns>
    public (Value Regression, Value Centerness) Boxes(Value features, int level)
    {
        var scale = weights[$"scales.{level}.scale"];
        var (box, centre) = (Transposed("bbox_pred"), Transposed("centerness"));
        var matrix = Weight.Stack(TimesScale(box.Matrix, scale), centre.Matrix);
        var bias = Weight.Stack(TimesScale(box.Bias, scale), centre.Bias).Reshape(5, 1);
        var both = (_graph.Constant(matrix).MatMul(features) + _graph.Constant(bias)).Split(1, 4, 1);
        return (both[0], both[1]);
    }

    /// <summary>
    /// The text as it is multiplied with the positions, the temperature inside; and what is added for each token.
    /// It depends on the caption alone where there is no fusion.
    /// </summary>
    /// <param name="text">float32 [N, T, D].</param>
    /// <returns>float32 [N, T, channels] and [N, T, 1].</returns>
    public (Value Tokens, Value Bias) Project(Value text)
    {
        var direction = text / text.ReduceL2(2).Max(1e-12f);
        var temperature = weights["log_scale"].Map(value => (float)Math.Exp(-value));
        var projection = weights.Linear("dot_product_projection_text");
        var half = TimesScale(projection.Matrix.Times(0.5f), temperature);
        var tokens = direction.MatMul(_graph.Constant(half)) + _graph.Constant(TimesScale(projection.Bias, temperature));
        var language = weights["bias_lang"];
        return (tokens, direction.MatMul(_graph.Constant(language.Reshape(language.Count, 1))) + _graph.Constant(weights["bias0"]));
    }

    /// <summary>Logits of each token at each position: float32 [N, positions, T].</summary>
    /// <param name="features">float32 [N, channels, positions].</param>
    /// <param name="tokens">float32 [N, T, channels].</param>
    /// <param name="bias">float32 [N, T, 1].</param>
    public Value Logits(Value features, Value tokens, Value bias) => kernels.TransposedTimesTransposed(features, tokens) + bias.Transpose(0, 2, 1);

    /// <summary>A convolution of one cell as [outputs, channels].</summary>
    private LinearWeights Transposed(string name)
    {
        var linear = weights.Linear(name);
        return new LinearWeights(linear.Matrix.Transpose(), linear.Bias);
    }

    private static Weight TimesScale(Weight weight, Weight scalar) => new(weight.Shape, () =>
    {
        var factor = scalar.Read()[0];
        return Array.ConvertAll(weight.Read(), value => value * factor);
    });
}
