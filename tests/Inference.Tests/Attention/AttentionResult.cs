namespace Glip.Inference.Tests;

/// <summary>What an attention gave for an example.</summary>
internal sealed record AttentionResult(float[] ToImage, float[] ToText)
{
    /// <summary>Computes an example with one thread.</summary>
    public static unsafe AttentionResult Of(AttentionExample example, MicroKernel kernel)
    {
        var result = new AttentionResult(new float[example.Image.Length], new float[example.Keys.Length]);
        fixed (float* image = example.Image, keys = example.Keys, offsets = example.Offsets, values = example.Values)
        fixed (float* toImage = result.ToImage, toText = result.ToText)
        {
            var tensors = new AttentionTensors { Image = image, Keys = keys, Offsets = offsets, Values = values, ToImage = toImage, ToText = toText };
            using var attention = new ImageTextAttention(example.Shape, tensors, kernel);
            Backwards(attention.Groups, attention.Pack);
            Backwards(attention.Parts, attention.Compute);
            Backwards(attention.Groups, attention.Join);
        }

        return result;
    }

    /// <summary>The first difference to the definition that is larger than the tolerance; null if there is none.</summary>
    public string? DifferenceTo(AttentionExample example, double tolerance = 1e-5) =>
        Difference($"{example.Shape}: to image", example.ToImage(), ToImage, tolerance) ?? Difference($"{example.Shape}: to text", example.ToText(), ToText, tolerance);

    private static void Backwards(int count, Action<int> compute)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            compute(i);
        }
    }

    private static string? Difference(string name, double[] expected, float[] found, double tolerance)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - found[i]) <= tolerance * (1 + Math.Abs(expected[i]))))
            {
                return $"{name}: place {i}: {found[i]}; expected {expected[i]}";
            }
        }

        return null;
    }
}
