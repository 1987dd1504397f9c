namespace Glip.Conversion.Reference;

/// <summary>A layer of the dynamic head: every level takes in its finer and its coarser neighbour.</summary>
/// <param name="weights">DyConv.0 to 2, offset, AttnConv.1, relu.</param>
/// <remarks>Source: Dynamic Head (arXiv 2106.08322), section 3; microsoft/GLIP, modeling/rpn/vldyhead.py, DyConv.</remarks>
internal sealed class DyConv(Weights weights)
{
    private readonly Convolution _offset = new(weights.In("offset"), kernel: 3, stride: 1, padding: 1);
    private readonly DeformableConvolution _fromCoarser = new(weights.In("DyConv.0.conv"), stride: 1);
    private readonly DeformableConvolution _fromSame = new(weights.In("DyConv.1.conv"), stride: 1);
    private readonly DeformableConvolution _fromFiner = new(weights.In("DyConv.2.conv"), stride: 2);
    private readonly GroupNorm _coarserNorm = new(weights.In("DyConv.0.bn"));
    private readonly GroupNorm _sameNorm = new(weights.In("DyConv.1.bn"));
    private readonly GroupNorm _finerNorm = new(weights.In("DyConv.2.bn"));
    private readonly Linear _gate = new(weights.In("AttnConv.1"));
    private readonly DyRelu _relu = new(weights.In("relu"));

    /// <summary>All levels read the maps that came in.</summary>
    public FeatureMap[] Apply(FeatureMap[] levels) => [.. levels.Select((_, level) => _relu.Apply(Mean(Terms(levels, level))))];

    private List<FeatureMap> Terms(FeatureMap[] levels, int level)
    {
        var map = levels[level];
        var plan = SamplingPlan.From(_offset.Apply(map));
        List<FeatureMap> terms = [_sameNorm.Apply(_fromSame.Apply(map, plan))];
        if (level > 0)
        {
            terms.Add(_finerNorm.Apply(_fromFiner.Apply(levels[level - 1], plan)));
        }

        if (level < levels.Length - 1)
        {
            var coarser = levels[level + 1];
            var term = _coarserNorm.Apply(_fromCoarser.Apply(coarser, plan.ReadAs(coarser.Height, coarser.Width)));
            terms.Add(Resize.Bilinear(term, map.Height, map.Width));
        }

        return terms;
    }

    private FeatureMap Mean(List<FeatureMap> terms)
    {
        var sum = terms.Select(Gated).Aggregate((a, b) => a + b);
        return terms[0].With(sum * (1f / terms.Count));
    }

    /// <summary>A term times its importance, one number a map.</summary>
    private Matrix Gated(FeatureMap term)
    {
        var gate = Activations.Relu(_gate.Apply(term.Average())[0, 0]);
        return term.Positions * Activations.HardSigmoid(gate);
    }
}
