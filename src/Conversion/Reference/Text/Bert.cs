namespace Glip.Conversion.Reference;

/// <summary>The text backbone: a BERT encoder without pooler.</summary>
/// <param name="weights">language_backbone.body.model</param>
/// <remarks>Source: BERT (arXiv 1810.04805), section 3; microsoft/GLIP, modeling/language_backbone/bert_model.py, with N_LAYERS 1.</remarks>
internal sealed class Bert(Weights weights, BertSizes sizes)
{
    /// <param name="inputIds">Word pieces.</param>
    /// <param name="mask">1 = real token, 0 = padding.</param>
    public TextFeatures Apply(long[] inputIds, long[] mask)
    {
        var hidden = Embed(inputIds);
        for (var layer = 0; layer < sizes.Layers; layer++)
        {
            hidden = new BertLayer(weights.In($"encoder.layer.{layer}"), sizes.Heads, clamped: false).Apply(hidden, mask);
        }

        return new(hidden, MaskRows(hidden, mask), mask);
    }

    private Matrix Embed(long[] inputIds)
    {
        var words = weights.Matrix("embeddings.word_embeddings.weight");
        var positions = weights.Matrix("embeddings.position_embeddings.weight");
        var types = weights.Matrix("embeddings.token_type_embeddings.weight");
        var sum = new Matrix(inputIds.Length, sizes.Hidden);
        for (var token = 0; token < inputIds.Length; token++)
        {
            for (var i = 0; i < sizes.Hidden; i++)
            {
                sum[token, i] = words[(int)inputIds[token], i] + types[0, i] + positions[token, i];
            }
        }

        return new LayerNorm(weights.In("embeddings.LayerNorm"), BertLayer.NormEpsilon).Apply(sum);
    }

    private static Matrix MaskRows(Matrix hidden, long[] mask)
    {
        var masked = new Matrix(hidden.Rows, hidden.Columns);
        for (var token = 0; token < hidden.Rows; token++)
        {
            for (var i = 0; i < hidden.Columns; i++)
            {
                masked[token, i] = hidden[token, i] * mask[token];
            }
        }

        return masked;
    }
}
