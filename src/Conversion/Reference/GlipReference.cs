using Glip.Core;

namespace Glip.Conversion.Reference;

/// <summary>
/// GLIP in plain arithmetic, operation by operation as published. It is slow, and there to check faster forms of a model: it reads
/// nothing but the checkpoint, and only the weights of the part in work are in memory.
/// </summary>
/// <remarks>Source: GLIP (arXiv 2112.03857); microsoft/GLIP, modeling/detector/generalized_vl_rcnn.py.</remarks>
public sealed class GlipReference(ICheckpoint checkpoint, GlipArchitecture architecture)
{
    private readonly Weights _weights = Weights.Of(checkpoint, architecture);

    /// <summary>Finds phrases in a picture that already has the size for the model.</summary>
    /// <inheritdoc cref="Run(float[], int, int, long[], long[], IReadOnlyList{int[]}, Action{string, float[], int[]}, float[])"/>
    public ReferenceOutputs Run(
        RgbImage image,
        long[] inputIds,
        long[] attentionMask,
        IReadOnlyList<int[]> phraseTokens,
        Action<string, float[], int[]>? observe = null,
        float[]? promptTable = null) =>
        Run(ImageInput.Normalize(image), image.Size.Height, image.Size.Width, inputIds, attentionMask, phraseTokens, observe, promptTable);

    /// <summary>Finds phrases in an image.</summary>
    /// <param name="image">[3, height, width] blue, green, red, normalised, without padding.</param>
    /// <param name="height">Of the image, in pixels.</param>
    /// <param name="width">Of the image, in pixels.</param>
    /// <param name="inputIds">Word pieces of the caption, <c>[CLS]</c> and <c>[SEP]</c> included.</param>
    /// <param name="attentionMask">1 = real token, 0 = padding; as many.</param>
    /// <param name="phraseTokens">Positions in the caption of the tokens of each phrase.</param>
    /// <param name="observe">
    /// Called with name, values and shape of intermediate results: text_hidden, text_embedded, swin_stage2 to 5, fpn_p3 to 7,
    /// layerK_vlfuse_visual_p3, layerK_vlfuse_lang, layerK_bertlayer_lang, layerK_dyconv_visual_p3, head_bbox_reg_p3,
    /// head_centerness_p3, head_dot_product_logits_p3, anchors_p3 and so on. The values are not to be changed.
    /// </param>
    /// <param name="promptTable">[rows, width of the text] a tuned prompt that is added to the text; null = the checkpoint's, if it has one.</param>
    /// <exception cref="ArgumentException">Inputs do not belong together or to this model.</exception>
    /// <exception cref="CheckpointException">A weight is missing, cannot be read or has another shape.</exception>
    public ReferenceOutputs Run(
        float[] image,
        int height,
        int width,
        long[] inputIds,
        long[] attentionMask,
        IReadOnlyList<int[]> phraseTokens,
        Action<string, float[], int[]>? observe = null,
        float[]? promptTable = null)
    {
        Check(inputIds, attentionMask, phraseTokens);
        var observer = new Observer(observe);
        var text = ReadText(inputIds, attentionMask, promptTable, observer);
        var levels = ReadImage(FeatureMap.FromPlanes(3, height, width, image), observer);
        var (maps, tokens) = new FusedHead(_weights.In("rpn.head.dyhead_tower"), architecture, observer).Apply(levels, text);
        var predictions = new PredictionHead(_weights.In("rpn.head")).Apply(maps, tokens);
        return Find(predictions, new(height, width, phraseTokens), observer);
    }

    private void Check(long[] inputIds, long[] attentionMask, IReadOnlyList<int[]> phraseTokens)
    {
        if (inputIds.Length != attentionMask.Length || inputIds.Length > architecture.Bert.Positions)
        {
            throw new ArgumentException($"{inputIds.Length} tokens and {attentionMask.Length} in the mask; at most {architecture.Bert.Positions} of both.", nameof(inputIds));
        }

        if (Array.Find(inputIds, id => id < 0 || id >= architecture.Bert.Vocabulary) is var wrong and not 0)
        {
            throw new ArgumentException($"Token {wrong}; the vocabulary has {architecture.Bert.Vocabulary}.", nameof(inputIds));
        }

        if (phraseTokens.Any(tokens => Array.Exists(tokens, token => token < 0 || token >= inputIds.Length)))
        {
            throw new ArgumentException($"A phrase is outside of the {inputIds.Length} tokens.", nameof(phraseTokens));
        }
    }

    private TextFeatures ReadText(long[] inputIds, long[] mask, float[]? promptTable, Observer observer)
    {
        var text = new Bert(_weights.In("language_backbone.body.model"), architecture.Bert).Apply(inputIds, mask);
        observer.Tokens("text_hidden", text.Hidden);
        observer.Tokens("text_embedded", text.Embedded);
        return Prompt(promptTable) is { } prompt ? text.Add(prompt) : text;
    }

    private Matrix? Prompt(float[]? table)
    {
        const string Name = "rpn.tunable_linear.weight";
        var width = architecture.Bert.Hidden;
        return table is not null ? new(table.Length / width, width, table) : _weights.Has(Name) ? _weights.Matrix(Name) : null;
    }

    private FeatureMap[] ReadImage(FeatureMap image, Observer observer)
    {
        var stages = new Swin(_weights.In("backbone.body"), architecture.Swin).Apply(ImageInput.Pad(image, ImageInput.Multiple));
        for (var stage = 0; stage < stages.Length; stage++)
        {
            observer.Map($"swin_stage{stage + 2}", stages[stage]);
        }

        var levels = new FeaturePyramid(_weights.In("backbone.fpn")).Apply(stages);
        observer.Pyramid("fpn", levels);
        return levels;
    }

    private static ReferenceOutputs Find(LevelPrediction[] predictions, PostProcessing postProcessing, Observer observer)
    {
        var candidates = new List<Candidate>();
        for (var level = 0; level < predictions.Length; level++)
        {
            var (name, prediction) = (GlipArchitecture.Levels[level], predictions[level]);
            var anchors = Anchors.Of(prediction.Boxes.Height, prediction.Boxes.Width, GlipArchitecture.Strides[level]);
            observer.Map($"head_bbox_reg_{name}", prediction.Boxes);
            observer.Map($"head_centerness_{name}", prediction.Centerness);
            observer.Tokens($"head_dot_product_logits_{name}", prediction.TokenLogits);
            observer.Table($"anchors_{name}", anchors);
            candidates.AddRange(postProcessing.Candidates(prediction, anchors));
        }

        return new(candidates, Suppression.Apply(candidates));
    }
}
