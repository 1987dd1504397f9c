namespace Glip.Conversion;

/// <summary>The text backbone: a BERT encoder without pooler.</summary>
/// <remarks>Source: BERT (arXiv 1810.04805); microsoft/GLIP, modeling/language_backbone/bert_model.py.</remarks>
internal sealed class Bert(Kernels kernels, WeightScope weights, BertSizes sizes)
{
    /// <summary>The last layer's output, float32 [N, T, hidden].</summary>
    /// <param name="inputIds">int64 [N, T].</param>
    /// <param name="mask">int64 [N, T], 1 = real token.</param>
    public Value Hidden(Value inputIds, Value mask)
    {
        using var scope = kernels.Graph.Scope("bert");
        var tokens = Embed(inputIds);
        for (var layer = 0; layer < sizes.Layers; layer++)
        {
            using var layerScope = kernels.Graph.Scope($"layer{layer}");
            tokens = new BertLayer(kernels, weights.In($"encoder.layer.{layer}"), sizes).Apply(tokens, BertLayer.MaskBias(mask));
        }

        return tokens;
    }

    private Value Embed(Value inputIds)
    {
        var graph = kernels.Graph;
        var own = weights.In("embeddings");
        var words = graph.Constant(own["word_embeddings.weight"]).Gather(0, inputIds);
        var type = own["token_type_embeddings.weight"].Rows(0, 1);
        var places = own["position_embeddings.weight"];
        var positions = graph.Constant(new Weight(places.Shape, () => AddToRows(places.Read(), type.Read()))).Slice(0, 0, inputIds.Length(1));
        return kernels.Norm(words + positions, own.Norm("LayerNorm", BertLayer.Epsilon));
    }

    private static float[] AddToRows(float[] matrix, float[] row)
    {
        for (var i = 0; i < matrix.Length; i++)
        {
            matrix[i] += row[i % row.Length];
        }

        return matrix;
    }
}
