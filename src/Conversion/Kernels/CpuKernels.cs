namespace Glip.Conversion;

/// <summary>The same arithmetic in the forms that ONNX Runtime computes fastest on a processor.</summary>
/// <remarks>Source: ONNX Runtime documentation, "Contrib ops": SkipLayerNormalization, FusedMatMul. Times: bench/results/cpu.md.</remarks>
internal class CpuKernels(GraphBuilder graph) : Kernels(graph)
{
    public override Value DeformableFilter(Weight weight) => Graph.Constant(ConvolutionPanels.Of(weight));

    /// <summary>By the program's own operator, which takes 0.7 of the time of the standard one and gives the moments on its way.</summary>
    public override (Value Map, Moments Moments) DeformableConvolution(Value map, Value filter, Value offsets, Value mask, int stride, Value area)
    {
        var (result, mean, meanSquare) = map.Transpose(0, 2, 3, 1).DeformableConvolution(filter, offsets, mask, stride);
        return (result, new Moments(mean, meanSquare));
    }

    /// <summary>By the program's own operator, which keeps the logits in the caches.</summary>
    public override (Value ToImage, Value ToText) CrossAttention(Value image, Value keys, Value offset, Value values, int heads) =>
        image.ImageTextAttention(keys, offset, values, heads);

    public override Value TimesTransposed(Value a, Value b) => FusedMatMul(a, b, transposeA: false);

    public override Value TransposedTimesTransposed(Value a, Value b) => FusedMatMul(a, b, transposeA: true);

    /// <summary>The sum norm with nothing to add: several times faster than the plain operator.</summary>
    public override Value Norm(Value x, NormWeights norm)
    {
        var width = (int)x.Shape[^1].Length!.Value;
        var nothing = Graph.Constant(Weight.Of(0, 1, 1, width));
        return SkipNorm(x.Reshape(-1, 1, width), nothing, null, norm).Norm.Reshape(x.Length(0), -1, width);
    }

    public override (Value Norm, Value Sum) AddNorm(Value x, Value change, Weight bias, NormWeights norm) => SkipNorm(change, x, Graph.Constant(bias), norm);

    /// <summary>
    /// The norm's factor is taken after the product, which is half as wide. The mean is taken out of the matrix: a matrix without the
    /// mean of each output over its inputs gives the same for x as for x - mean(x).
    /// </summary>
    public override Value NormThenLinear(Value x, NormWeights norm, Weight matrix)
    {
        var mean = x.ReduceMean(-1);
        var meanSquare = x.ReduceSumSquare(-1) * (1f / x.Shape[^1].Length!.Value);
        var factor = ((meanSquare - (mean * mean)).Max(0) + norm.Epsilon).Sqrt().Reciprocal();
        var centred = Centred(matrix.ScaleRows(norm.Scale));
        return (Linear(x, centred) * factor) + Graph.Constant(matrix.Transpose().TimesVector(norm.Shift));
    }

    /// <summary>The loader would replace Add and Gelu by one operator that is slower than both; an axis of length 1 between them keeps it away.</summary>
    protected override Value Gelu(Value x, Weight bias) => (x + Graph.Constant(bias)).Unsqueeze(0).Gelu().Squeeze(0);

    private static Weight Centred(Weight matrix) => new(matrix.Shape, () =>
    {
        var (values, rows, columns) = (matrix.Read(), matrix.Shape[0], matrix.Shape[1]);
        for (var column = 0; column < columns; column++)
        {
            var sum = 0.0;
            for (var row = 0; row < rows; row++)
            {
                sum += values[(row * columns) + column];
            }

            for (var row = 0; row < rows; row++)
            {
                values[(row * columns) + column] -= (float)(sum / rows);
            }
        }

        return values;
    });

    private (Value Norm, Value Sum) SkipNorm(Value x, Value skip, Value? bias, NormWeights norm)
    {
        var results = Graph.Add(
            "SkipLayerNormalization",
            [x, skip, Graph.Constant(norm.Scale), Graph.Constant(norm.Shift), bias],
            [(x.Type, x.Shape), (x.Type, null), (x.Type, null), (x.Type, x.Shape)],
            new() { { "epsilon", norm.Epsilon } },
            ContributedDomain.Name);
        return (results[0], results[3]);
    }

    private static Value FusedMatMul(Value a, Value b, bool transposeA)
    {
        var (rows, inner) = transposeA ? (a.Shape[^1], a.Shape[^2]) : (a.Shape[^2], a.Shape[^1]);
        return inner.MayEqual(b.Shape[^1])
            ? a.Apply(
                "FusedMatMul",
                Arithmetic.MatMulShape(a.Shape, b.Shape, rows, b.Shape[^2]),
                more: [b],
                attributes: new() { { "transA", transposeA ? 1L : 0L }, { "transB", 1L } },
                domain: ContributedDomain.Name)
            : throw new InvalidOperationException($"{a} and {b} cannot be multiplied.");
    }
}
