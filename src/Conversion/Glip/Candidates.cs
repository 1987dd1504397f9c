namespace Glip.Conversion;

/// <summary>
/// From what positions say to candidates: phrases above the threshold, the best of each level, as boxes. Only the winners are decoded.
/// </summary>
/// <remarks>Source: microsoft/GLIP, modeling/rpn/inference.py, ATSSPostProcessor; constants of MODEL.ATSS.</remarks>
internal sealed class Candidates(Pyramid pyramid, Value phraseMap, Value imageSize)
{
    public const float Threshold = 0.05f;
    private const int MostOfLevel = 1000;
    private const float BoxWeight = 10;
    private const float SizeWeight = 5;

    private static readonly float s_largestGrowth = MathF.Log(1000f / 16);

    private readonly GraphBuilder _graph = pyramid.Graph;
    private readonly List<Value> _scores = [];
    private readonly List<Value> _positions = [];
    private readonly List<Value> _phrases = [];
    private readonly List<Value> _regressions = [];
    private readonly List<Value> _anchors = [];
    private Value? _start;

    /// <summary>Adds the best of a level.</summary>
    /// <param name="logits">float32 [N, positions, T].</param>
    /// <param name="regression">float32 [N, 4, positions].</param>
    /// <param name="centerness">float32 [N, 1, positions], before the sigmoid.</param>
    /// <param name="anchors">float32 [positions, 4].</param>
    public void Add(Value logits, Value regression, Value centerness, Value anchors)
    {
        var phrases = phraseMap.Length(2);
        var probabilities = logits.Sigmoid().MatMul(phraseMap);
        var isCandidate = probabilities > _graph.Scalar(Threshold, ElementType.Float32);
        var ranked = isCandidate.Where(probabilities, _graph.Scalar(0, ElementType.Float32)) * centerness.Sigmoid().Transpose(0, 2, 1);
        var area = anchors.Length(0);
        var most = (area * phrases).Min(_graph.Whole(MostOfLevel));
        var best = _graph.Add(
            "TopK",
            [ranked.Reshape(0, -1), most],
            [(ElementType.Float32, Shape.Of(ranked.Shape[0], Dim.Unknown)), (ElementType.Int64, Shape.Of(ranked.Shape[0], Dim.Unknown))]);
        _start ??= _graph.Whole(0);
        _scores.Add(best[0]);
        _positions.Add((best[1] / phrases) + _start);
        _phrases.Add(best[1] % phrases);
        _regressions.Add(regression);
        _anchors.Add(anchors);
        _start += area;
    }

    /// <summary>Boxes [N, M, 4] clipped to the image, scores [N, M], columns of the phrase map [N, M].</summary>
    public (Value Boxes, Value Scores, Value Phrases) Decode()
    {
        var positions = Reshaping.Concat(1, [.. _positions]);
        var regression = Reshaping.Concat(2, [.. _regressions]).Transpose(0, 2, 1).GatherRows(positions);
        var anchors = Reshaping.Concat(0, [.. _anchors]).Gather(0, positions);
        return (Clip(Decode(regression, anchors)), Reshaping.Concat(1, [.. _scores]).Sqrt(), Reshaping.Concat(1, [.. _phrases]));
    }

    /// <summary>Moves and scales anchors; widths count both edge pixels.</summary>
    private static Value Decode(Value regression, Value anchors)
    {
        var (first, last) = (anchors.Slice(2, 0, 2), anchors.Slice(2, 2, 4));
        var size = (last - first) + 1f;
        var centre = (first + last) * 0.5f;
        var moved = (regression.Slice(2, 0, 2) * (1 / BoxWeight) * size) + centre;
        var half = (((regression.Slice(2, 2, 4) * (1 / SizeWeight)).Min(s_largestGrowth).Exp() * size) + -1f) * 0.5f;
        return Reshaping.Concat(2, moved - half, moved + half);
    }

    private Value Clip(Value boxes)
    {
        var last = imageSize.Cast(ElementType.Float32) + -1f;
        var limits = Reshaping.Concat(1, last.Gather(1, _graph.Whole(1, 0)), last.Gather(1, _graph.Whole(1, 0))).Unsqueeze(1);
        return boxes.Max(0).Min(limits);
    }
}
