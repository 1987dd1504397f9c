using System.Numerics.Tensors;

namespace Glip.Conversion.Reference;

/// <summary>Attention in both directions between all image positions and all tokens, from one matrix of logits.</summary>
/// <param name="weights">b_attn: layer_norm_v, layer_norm_l, gamma_v, gamma_l, attn.</param>
/// <remarks>
/// Source: GLIP (arXiv 2112.03857), equation 4 (X-MHA); microsoft/GLIP, utils/fuse_helper.py, BiMultiHeadAttention and
/// BiAttentionBlockForCheckpoint.
/// </remarks>
internal sealed class VlFuse(Weights weights, FusionSizes sizes)
{
    private const double NormEpsilon = 1e-5;

    /// <summary>Source: microsoft/GLIP, MODEL.DYHEAD.FUSE_CONFIG, CLAMP_MIN_FOR_UNDERFLOW and CLAMP_MAX_FOR_OVERFLOW.</summary>
    private const float Limit = 50000;

    /// <summary>What is added to the logits of a token for image positions: its mask, with padding as good as minus infinity.</summary>
    private const float PaddedToken = -9e15f;

    private const float RealToken = 1;

    /// <param name="levels">P3 to P7.</param>
    /// <param name="tokens">[tokens, width of the text]</param>
    /// <param name="mask">1 = real token, 0 = padding.</param>
    public (FeatureMap[] Levels, Matrix Tokens) Apply(FeatureMap[] levels, Matrix tokens, long[] mask)
    {
        // What is added in the end is added to the normalised values: the ones that came in are not used any more.
        var v = Norm("layer_norm_v", Matrix.Stack([.. levels.Select(level => level.Positions)]));
        var l = Norm("layer_norm_l", tokens);
        var (dv, dl) = Attend(v, l, mask);
        return (Split(v + Scaled(dv, "gamma_v"), levels), l + Scaled(dl, "gamma_l"));
    }

    /// <param name="v">[positions, channels]</param>
    /// <param name="l">[tokens, width of the text]</param>
    /// <returns>What the image learns from the text and the text from the image, in the same shapes.</returns>
    private (Matrix Dv, Matrix Dl) Attend(Matrix v, Matrix l, long[] mask)
    {
        var width = sizes.Width / sizes.Heads;
        var queries = Project("v_proj", v) * (float)(1 / Math.Sqrt(width));
        var keys = Project("l_proj", l);
        var (valuesV, valuesL) = (Project("values_v_proj", v), Project("values_l_proj", l));
        var (fromText, fromImage) = (new Matrix[sizes.Heads], new Matrix[sizes.Heads]);
        for (var head = 0; head < sizes.Heads; head++)
        {
            Matrix OfHead(Matrix all) => all.SliceColumns(head * width, width);
            var logits = OfHead(queries).TimesTransposed(OfHead(keys)).Clamp(Limit);
            fromImage[head] = OverPositions(logits).Times(OfHead(valuesV));
            fromText[head] = OverTokens(logits, mask).Times(OfHead(valuesL));
        }

        return (Project("out_v_proj", Matrix.Join(fromText)), Project("out_l_proj", Matrix.Join(fromImage)));
    }

    /// <summary>[tokens, positions] where each token looks. All positions count, and padded tokens look as well.</summary>
    private static Matrix OverPositions(Matrix logits)
    {
        var transposed = logits.Transposed();
        for (var token = 0; token < transposed.Rows; token++)
        {
            var row = transposed.Row(token);
            var maximum = TensorPrimitives.Max<float>(row);
            foreach (ref var logit in row)
            {
                logit = Math.Clamp(logit - maximum, -Limit, Limit);
            }
        }

        return Softmax.OverColumns(transposed);
    }

    /// <summary>[positions, tokens] where each position looks; padded tokens get nothing.</summary>
    private static Matrix OverTokens(Matrix logits, long[] mask)
    {
        var masked = new Matrix(logits.Rows, logits.Columns);
        for (var position = 0; position < logits.Rows; position++)
        {
            for (var token = 0; token < logits.Columns; token++)
            {
                masked[position, token] = logits[position, token] + (mask[token] == 0 ? PaddedToken : RealToken);
            }
        }

        return Softmax.OverColumns(masked);
    }

    private static FeatureMap[] Split(Matrix positions, FeatureMap[] levels)
    {
        var first = 0;
        return [.. levels.Select(level =>
        {
            var part = positions.SliceRows(first, level.Positions.Rows);
            first += part.Rows;
            return level.With(part);
        })];
    }

    private Matrix Project(string name, Matrix x) => new Linear(weights.In($"attn.{name}")).Apply(x);

    private Matrix Norm(string name, Matrix x) => new LayerNorm(weights.In(name), NormEpsilon).Apply(x);

    private Matrix Scaled(Matrix x, string name)
    {
        var scale = weights.Vector(name);
        var scaled = new Matrix(x.Rows, x.Columns);
        for (var row = 0; row < x.Rows; row++)
        {
            TensorPrimitives.Multiply(x.Row(row), scale, scaled.Row(row));
        }

        return scaled;
    }
}
