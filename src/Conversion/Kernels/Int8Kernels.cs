using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>
/// Linear layers in 8 bits: the matrix with one scale for each output, the tokens with one scale that is found while the graph runs.
/// Everything else is as on the processor in float32.
/// </summary>
/// <remarks>Source: ONNX Runtime documentation, "Contrib ops", DynamicQuantizeMatMul.</remarks>
internal sealed class Int8Kernels(GraphBuilder graph) : CpuKernels(graph)
{
    private const float Largest = 127;

    public override Value Linear(Value x, Weight matrix) => Multiply(x, matrix, null);

    public override Value Linear(Value x, LinearWeights weights) => Multiply(x, weights.Matrix, Graph.Constant(weights.Bias));

    private Value Multiply(Value x, Weight matrix, Value? bias)
    {
        var scales = Scales(matrix);
        var bytes = Graph.Constant(matrix.Shape, () => Quantise(matrix.Read(), scales.Read()));
        return x.Apply(
            "DynamicQuantizeMatMul",
            x.Shape.With(-1, matrix.Shape[1]),
            more: [bytes, Graph.Constant(scales), null, bias],
            domain: ContributedDomain.Name);
    }

    /// <summary>[outputs]: the largest number of each output becomes 127.</summary>
    private static Weight Scales(Weight matrix) => new(ImmutableArray.Create(matrix.Shape[1]), () =>
    {
        var (values, largest) = (matrix.Read(), new float[matrix.Shape[1]]);
        for (var i = 0; i < values.Length; i++)
        {
            var column = i % largest.Length;
            largest[column] = Math.Max(largest[column], Math.Abs(values[i]));
        }

        return Array.ConvertAll(largest, value => value > 0 ? value / Largest : 1);
    });

    private static sbyte[] Quantise(float[] values, float[] scales)
    {
        var bytes = new sbyte[values.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (sbyte)Math.Clamp(MathF.Round(values[i] / scales[i % scales.Length]), -Largest, Largest);
        }

        return bytes;
    }
}
