using System.Numerics.Tensors;

namespace Glip.Conversion.Reference;

/// <summary>Reads boxes, centerness and token logits off the maps of the tower.</summary>
/// <param name="weights">rpn.head</param>
/// <remarks>Source: GLIP (arXiv 2112.03857), equation 3; microsoft/GLIP, modeling/rpn/vldyhead.py, VLDyHead.forward.</remarks>
internal sealed class PredictionHead(Weights weights)
{
    /// <summary>Source: microsoft/GLIP, MODEL.DYHEAD.FUSE_CONFIG.CLAMP_DOT_PRODUCT.</summary>
    private const float Limit = 50000;

    private const float LeastNorm = 1e-12f;

    private readonly Linear _boxes = new(weights.In("bbox_pred"));
    private readonly Linear _centerness = new(weights.In("centerness"));
    private readonly float _temperature = MathF.Exp(weights.Scalar("log_scale"));

    /// <param name="levels">P3 to P7.</param>
    /// <param name="tokens">[tokens, width of the text]</param>
    public LevelPrediction[] Apply(FeatureMap[] levels, Matrix tokens)
    {
        var normalized = Normalize(tokens);
        // Only the projection takes half of the tokens; the bias takes them whole.
        var projected = new Linear(weights.In("dot_product_projection_text")).Apply(normalized * 0.5f);
        var bias = Bias(normalized);
        return [.. levels.Select((map, level) => new LevelPrediction(
            map.With(_boxes.Apply(map.Positions) * weights.Scalar($"scales.{level}.scale")),
            _centerness.Apply(map),
            Logits(map.Positions, projected, bias)))];
    }

    /// <summary>Every token divided by its length.</summary>
    private static Matrix Normalize(Matrix tokens)
    {
        var normalized = new Matrix(tokens.Rows, tokens.Columns);
        for (var token = 0; token < tokens.Rows; token++)
        {
            TensorPrimitives.Divide(tokens.Row(token), Math.Max(TensorPrimitives.Norm<float>(tokens.Row(token)), LeastNorm), normalized.Row(token));
        }

        return normalized;
    }

    /// <summary>A number for each token that is added at all positions.</summary>
    private float[] Bias(Matrix normalized)
    {
        var direction = weights.Vector("bias_lang");
        var constant = weights.Scalar("bias0");
        return [.. Enumerable.Range(0, normalized.Rows).Select(token => TensorPrimitives.Dot<float>(normalized.Row(token), direction) + constant)];
    }

    private Matrix Logits(Matrix positions, Matrix projected, float[] bias)
    {
        var logits = positions.TimesTransposed(projected);
        for (var position = 0; position < logits.Rows; position++)
        {
            for (var token = 0; token < logits.Columns; token++)
            {
                logits[position, token] = Math.Clamp((logits[position, token] / _temperature) + bias[token], -Limit, Limit);
            }
        }

        return logits;
    }
}
