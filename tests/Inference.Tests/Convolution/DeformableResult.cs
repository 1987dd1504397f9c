namespace Glip.Inference.Tests;

/// <summary>What a deformable convolution gave for an example.</summary>
internal sealed record DeformableResult(float[] Maps, float[] Means, float[] MeanSquares)
{
    private const double Tolerance = 2e-4;

    /// <summary>Computes an example with one thread.</summary>
    public static unsafe DeformableResult Of(DeformableExample example, MicroKernel kernel)
    {
        var shape = example.Shape;
        var planes = shape.Images * shape.OutputChannels;
        var result = new DeformableResult(new float[planes * shape.Positions], new float[planes], new float[planes]);
        fixed (float* maps = example.Maps, weights = example.Panels(), offsets = example.Offsets, masks = example.Mask)
        fixed (float* target = result.Maps, means = result.Means, squares = result.MeanSquares)
        {
            var tensors = new DeformableTensors
            {
                Maps = maps,
                Weights = weights,
                Offsets = offsets,
                Masks = masks,
                Result = target,
                Means = means,
                MeanSquares = squares,
            };
            var convolution = new DeformableConvolution(shape, tensors, kernel);
            for (var tile = convolution.Tiles - 1; tile >= 0; tile--)
            {
                convolution.Compute(tile);
            }

            convolution.Finish();
        }

        return result;
    }

    /// <summary>The first difference to the definition; null if there is none.</summary>
    public string? DifferenceTo(DeformableExample example)
    {
        var expected = example.Expected();
        var positions = example.Shape.Positions;
        for (var i = 0; i < expected.Length; i++)
        {
            if (!IsNear(expected[i], Maps[i]))
            {
                return $"{example.Shape}: place {i}: {Maps[i]}; expected {expected[i]}";
            }
        }

        for (var plane = 0; plane < Means.Length; plane++)
        {
            var values = expected.AsSpan(plane * positions, positions).ToArray();
            var (mean, square) = (values.Average(), values.Average(value => value * value));
            if (!IsNear(mean, Means[plane]) || !IsNear(square, MeanSquares[plane]))
            {
                return $"{example.Shape}: moments of plane {plane}: {Means[plane]}, {MeanSquares[plane]}; expected {mean}, {square}";
            }
        }

        return null;
    }

    private static bool IsNear(double expected, float found) => Math.Abs(expected - found) <= Tolerance * (1 + Math.Abs(expected));
}
