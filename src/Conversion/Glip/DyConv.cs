using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>
/// A layer of the dynamic head: each level takes in its neighbours by deformable convolutions, weighs them, and passes a dynamic
/// rectifier. Norms, gates and rectifiers need a few numbers of each map only (mean and mean square of the channels), so they are
/// computed for all levels at a time on stacks of vectors, and each map is passed over once at the end: y = Σ a x + b.
/// </summary>
/// <remarks>
/// Source: Dynamic Head (arXiv 2106.08322); Dynamic ReLU (arXiv 2003.10027); Deformable ConvNets v2 (arXiv 1811.11168);
/// microsoft/GLIP, modeling/rpn/vldyhead.py, DyConv.
/// </remarks>
internal sealed class DyConv(Kernels kernels, WeightScope weights, Pyramid pyramid)
{
    private const float Epsilon = 1e-5f;
    private const int Coarser = 0;
    private const int Same = 1;
    private const int Finer = 2;

    private readonly GraphBuilder _graph = kernels.Graph;
    private readonly int _channels = (int)pyramid.Channels;
    private readonly Value[] _convolutions = [.. Enumerable.Range(0, 3).Select(kind => kernels.DeformableFilter(weights[$"DyConv.{kind}.conv.weight"]))];
    private readonly Value _offset = kernels.Filter(weights["offset.weight"]);
    private readonly Value _offsetBias = kernels.Filter(weights["offset.bias"]);

    /// <param name="maps">P3 to P7, float32 [N, channels, height, width].</param>
    /// <returns>The same shapes.</returns>
    public IReadOnlyList<Value> Apply(IReadOnlyList<Value> maps)
    {
        using var scope = _graph.Scope("dyconv");
        var terms = Terms([.. maps.Select(kernels.ForConvolution)]);
        var (scale, shift) = GroupNorm(terms);
        var means = (Stack([.. terms.Select(term => term.Mean)]) * scale) + shift;
        var weight = Gates(means) * _graph.Constant(Shares(terms));
        var (scales, shifts) = (weight * scale, Sum(terms, weight * shift));
        return Rectify(terms, Maps(scales), shifts, Sum(terms, weight * means));
    }

    /// <summary>All convolutions, level by level.</summary>
    private List<DyConvTerm> Terms(IReadOnlyList<Value> maps)
    {
        var terms = new List<DyConvTerm>();
        for (var level = 0; level < maps.Count; level++)
        {
            var offsets = new DyConvOffsets(Convolve(maps[level]), pyramid, level);
            terms.Add(Term(level, Same, maps[level], offsets.Own, stride: 1, level));
            if (level > 0)
            {
                terms.Add(Term(level, Finer, maps[level - 1], offsets.Own, stride: 2, level));
            }

            if (level < maps.Count - 1)
            {
                terms.Add(Term(level, Coarser, maps[level + 1], offsets.ForCoarser, stride: 1, level + 1));
            }
        }

        return terms;
    }

    private Value Convolve(Value map) => map.Conv(_offset, _offsetBias);

    private DyConvTerm Term(int level, int kind, Value map, (Value Offsets, Value Mask) sampling, int stride, int sizeOf)
    {
        var (convolved, moments) = kernels.DeformableConvolution(map, _convolutions[kind], sampling.Offsets, sampling.Mask, stride, pyramid.Areas[sizeOf]);
        if (kind != Coarser)
        {
            return new(level, kind, convolved, moments, moments.Mean);
        }

        // Bilinear weights sum to 1, so the norm may come after the resizing; its moments are those before.
        var resized = convolved.ResizeAlignCorners(pyramid.SizeOf(level));
        return new(level, kind, resized, moments, resized.ReduceMean(2, 3));
    }

    /// <summary>Group norms as a scale and a shift per channel, [N, terms, channels]; the convolutions' own bias is inside.</summary>
    private (Value Scale, Value Shift) GroupNorm(List<DyConvTerm> terms)
    {
        const int Groups = GlipArchitecture.HeadGroups;
        var bias = Constants(terms, "conv.bias");
        var plain = Stack([.. terms.Select(term => term.Moments.Mean)]);
        var mean = plain + bias;
        var meanSquare = Stack([.. terms.Select(term => term.Moments.MeanSquare)]) + (bias * (plain + mean));
        var groupMean = InGroups(mean).ReduceMean(3);
        var variance = InGroups(meanSquare).ReduceMean(3) - (groupMean * groupMean);
        var factor = (variance.Max(0) + Epsilon).Sqrt().Reciprocal();
        var scale = InGroups(Constants(terms, "bn.weight")) * factor;
        var shift = ((InGroups(bias) - groupMean) * scale) + InGroups(Constants(terms, "bn.bias"));
        return (scale.Reshape(0, 0, _channels), shift.Reshape(0, 0, _channels));

        Value InGroups(Value stack) => stack.Reshape(0, 0, Groups, _channels / Groups);
    }

    /// <summary>Weight of each term by its own mean, [N, terms, 1].</summary>
    private Value Gates(Value means) => weights.Linear("AttnConv.1").Apply(means).Relu().HardSigmoid();

    /// <summary>One part in the number of terms of the level, [1, terms, 1].</summary>
    private static Weight Shares(List<DyConvTerm> terms) =>
        Weight.Of([.. terms.Select(term => 1f / terms.Count(other => other.Level == term.Level))], 1, terms.Count, 1);

    /// <summary>[N, terms, channels] summed to [N, levels, channels].</summary>
    private Value Sum(List<DyConvTerm> terms, Value stack)
    {
        var belongs = Enumerable.Range(0, pyramid.Count).SelectMany(level => terms.Select(term => term.Level == level ? 1f : 0));
        return _graph.Constant(Weight.Of([.. belongs], pyramid.Count, terms.Count)).MatMul(stack);
    }

    /// <summary>Sums the terms of each level and applies max(y a1 + b1, y a2 + b2), whose numbers come from the mean of y.</summary>
    private List<Value> Rectify(List<DyConvTerm> terms, ImmutableArray<Value> scales, Value shifts, Value means)
    {
        var (squeeze, excite) = (weights.Linear("relu.fc.0"), weights.Linear("relu.fc.2"));
        var theta = excite.Apply(squeeze.Apply(means).Relu()).HardSigmoid().Split(2, _channels, _channels, _channels, _channels);
        var (a1, a2) = (theta[0] * 2f, (theta[2] * 2f) + -1f);
        var (slopes1, slopes2) = (Maps(a1), Maps(a2));
        var (starts1, starts2) = (Maps((shifts * a1) + theta[1] + -0.5f), Maps((shifts * a2) + theta[3] + -0.5f));
        var outputs = new List<Value>();
        for (var level = 0; level < pyramid.Count; level++)
        {
            var y = terms.Select((term, i) => (term, i)).Where(pair => pair.term.Level == level).Select(pair => pair.term.Map * scales[pair.i]).Aggregate((sum, next) => sum + next);
            outputs.Add(((y * slopes1[level]) + starts1[level]).Max((y * slopes2[level]) + starts2[level]));
        }

        return outputs;
    }

    /// <summary>A tensor of the three convolutions for each term, [1, terms, channels].</summary>
    private Value Constants(List<DyConvTerm> terms, string name) =>
        _graph.Constant(Weight.Stack([.. terms.Select(term => weights[$"DyConv.{term.Kind}.{name}"].Reshape(1, _channels))]).Reshape(1, terms.Count, _channels));

    /// <summary>Vectors [N, channels, 1, 1] as [N, count, channels].</summary>
    private Value Stack(IReadOnlyList<Value> vectors) => Reshaping.Concat(1, [.. vectors]).Reshape(0, vectors.Count, _channels);

    /// <summary>The opposite of <see cref="Stack"/>.</summary>
    private ImmutableArray<Value> Maps(Value stack)
    {
        var count = (int)stack.Shape[1].Length!.Value;
        return stack.Reshape(0, count * _channels, 1, 1).Split(1, [.. Enumerable.Repeat<Extent>(_channels, count)]);
    }
}
