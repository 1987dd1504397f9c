namespace Glip.Conversion;

/// <summary>text.onnx: a caption to features, all that does not depend on an image.</summary>
internal static class TextGraph
{
    /// <summary>Rows that prompt tuning adds to the text features, one for each position of the caption.</summary>
    /// <remarks>Source: microsoft/GLIP, modeling/rpn/vldyhead.py, language_prompt_v2.</remarks>
    private const string PromptTable = "rpn.tunable_linear.weight";

    public static void Build(Kernels kernels, WeightScope weights, GlipArchitecture architecture)
    {
        var graph = kernels.Graph;
        var ids = graph.Input("input_ids", ElementType.Int64, "N", "T");
        var mask = graph.Input("attention_mask", ElementType.Int64, "N", "T");
        var hidden = new Bert(kernels, weights.In("language_backbone.body.model"), architecture.Bert).Hidden(ids, mask);
        var embedded = hidden * mask.Cast(ElementType.Float32).Unsqueeze(2);
        graph.Probe("text_embedded", () => embedded);
        if (architecture.Fusion is not null)
        {
            graph.Output("text_hidden", Tuned(hidden));
            return;
        }

        graph.Probe("text_hidden", () => hidden);
        var (tokens, bias) = new PredictionHead(kernels, weights.In("rpn.head")).Project(Tuned(embedded));
        graph.Output("text_tokens", tokens);
        graph.Output("text_bias", bias);

        Value Tuned(Value text) => weights.Has(PromptTable)
            ? text + graph.Constant(weights[PromptTable]).Slice(0, 0, ids.Length(1))
            : text;
    }
}
