using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>head.onnx: image and text features to candidates.</summary>
/// <remarks>Source: GLIP (arXiv 2112.03857), figure 2; microsoft/GLIP, modeling/rpn/vldyhead.py, VLDyHead.</remarks>
internal sealed class HeadGraph
{
    private readonly GraphBuilder _graph;
    private readonly Kernels _kernels;
    private readonly WeightScope _weights;
    private readonly GlipArchitecture _architecture;
    private readonly ImmutableArray<Value> _visual;
    private readonly Value _mask;
    private readonly Pyramid _pyramid;

    private HeadGraph(Kernels kernels, WeightScope weights, GlipArchitecture architecture)
    {
        (_graph, _kernels, _weights, _architecture) = (kernels.Graph, kernels, weights, architecture);
        _visual = [.. GlipArchitecture.Levels.Select(level => _graph.Input($"visual_{level}", ElementType.Float32, "N", architecture.Channels, $"H_{level}", $"W_{level}"))];
        _mask = _graph.Input("attention_mask", ElementType.Int64, "N", "T");
        _pyramid = new Pyramid(_visual);
    }

    public static void Build(Kernels kernels, WeightScope weights, GlipArchitecture architecture) =>
        new HeadGraph(kernels, weights.In("rpn.head"), architecture).Build();

    private void Build()
    {
        var prediction = new PredictionHead(_kernels, _weights);
        var (maps, tokens, bias) = _architecture.Fusion is { } fusion ? Fused(fusion, prediction) : Unfused();
        var imageSize = _graph.Input("image_size", ElementType.Int64, "N", 2);
        var candidates = new Candidates(_pyramid, _graph.Input("phrase_map", ElementType.Float32, "N", "T", "K"), imageSize);
        for (var level = 0; level < maps.Count; level++)
        {
            using var scope = _graph.Scope(GlipArchitecture.Levels[level]);
            Predict(level, maps[level].Reshape(0, 0, -1), tokens, bias, prediction, candidates);
        }

        var (boxes, scores, phrases) = candidates.Decode();
        _graph.Output("boxes", boxes);
        _graph.Output("scores", scores);
        _graph.Output("phrases", phrases);
    }

    private (IReadOnlyList<Value> Maps, Value Tokens, Value Bias) Fused(FusionSizes fusion, PredictionHead prediction)
    {
        IReadOnlyList<Value> maps = _visual;
        var text = _graph.Input("text_hidden", ElementType.Float32, "N", "T", _architecture.Bert.Hidden);
        var maskBias = BertLayer.MaskBias(_mask);
        for (var layer = 0; layer < _architecture.HeadLayers; layer++)
        {
            using var scope = _graph.Scope($"layer{layer}");
            (var image, text) = new VlFuse(_kernels, _weights.In($"dyhead_tower.{3 * layer}.b_attn"), fusion).Apply(Pyramid.Join(maps), text, _mask);
            maps = _pyramid.Part(image);
            Probe($"layer{layer}_vlfuse_lang", text);
            Probe($"layer{layer}_vlfuse_visual", maps);
            text = new BertLayer(_kernels, _weights.In($"dyhead_tower.{(3 * layer) + 1}"), _architecture.Bert).Apply(text, maskBias);
            Probe($"layer{layer}_bertlayer_lang", text);
            maps = Convolve(maps, layer, (3 * layer) + 2);
        }

        var (tokens, bias) = prediction.Project(text);
        return (maps, tokens, bias);
    }

    private (IReadOnlyList<Value> Maps, Value Tokens, Value Bias) Unfused()
    {
        IReadOnlyList<Value> maps = _visual;
        var tokens = _graph.Input("text_tokens", ElementType.Float32, "N", "T", _architecture.Channels);
        var bias = _graph.Input("text_bias", ElementType.Float32, "N", "T", 1);
        for (var layer = 0; layer < _architecture.HeadLayers; layer++)
        {
            using var scope = _graph.Scope($"layer{layer}");
            maps = Convolve(maps, layer, layer);
        }

        return (maps, tokens, bias);
    }

    private IReadOnlyList<Value> Convolve(IReadOnlyList<Value> maps, int layer, int module)
    {
        var convolved = new DyConv(_kernels, _weights.In($"dyhead_tower.{module}"), _pyramid).Apply(maps);
        Probe($"layer{layer}_dyconv_visual", convolved);
        return convolved;
    }

    private void Predict(int level, Value features, Value tokens, Value bias, PredictionHead prediction, Candidates candidates)
    {
        var (regression, centerness) = prediction.Boxes(features, level);
        var logits = prediction.Logits(features, tokens, bias);
        var anchors = Anchors.Of(_pyramid, level);
        candidates.Add(logits, regression, centerness, anchors);
        var name = GlipArchitecture.Levels[level];
        _graph.Probe($"head_bbox_reg_{name}", () => regression.Reshape(0, 0, _pyramid.Heights[level], _pyramid.Widths[level]));
        _graph.Probe($"head_centerness_{name}", () => centerness.Reshape(0, 0, _pyramid.Heights[level], _pyramid.Widths[level]));
        _graph.Probe($"head_dot_product_logits_{name}", () => logits);
        _graph.Probe($"anchors_{name}", () => anchors);
    }

    private void Probe(string name, Value value) => _graph.Probe(name, () => value);

    private void Probe(string name, IReadOnlyList<Value> maps)
    {
        for (var level = 0; level < maps.Count; level++)
        {
            Probe($"{name}_{GlipArchitecture.Levels[level]}", maps[level]);
        }
    }
}
