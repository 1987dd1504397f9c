using System.Numerics.Tensors;

namespace Glip.Conversion.Reference;

/// <summary>Turns logits into probabilities.</summary>
internal static class Softmax
{
    /// <summary>Softmax of each row: its values become non-negative and sum to 1.</summary>
    public static Matrix OverColumns(Matrix logits)
    {
        var probabilities = new Matrix(logits.Rows, logits.Columns);
        for (var row = 0; row < logits.Rows; row++)
        {
            OfRow(logits.Row(row), probabilities.Row(row));
        }

        return probabilities;
    }

    private static void OfRow(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        var maximum = TensorPrimitives.Max(logits);
        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
        {
            probabilities[i] = MathF.Exp(logits[i] - maximum);
            sum += probabilities[i];
        }

        for (var i = 0; i < logits.Length; i++)
        {
            probabilities[i] = (float)(probabilities[i] / sum);
        }
    }
}
