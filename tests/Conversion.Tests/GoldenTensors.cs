using Glip.Conversion.Reference;
using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>Compares tensors and detections with the official modules' results, within the tolerances stated with the data.</summary>
internal static class GoldenTensors
{
    /// <summary>Names of all intermediate results of an input folder.</summary>
    public static IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(folder, "*.npy").Select(path => Path.GetFileNameWithoutExtension(path)!).Where(IsResult).Order(StringComparer.Ordinal);

    /// <param name="path">The expected tensor.</param>
    /// <param name="name">Name of the result, which decides on the tolerance.</param>
    public static void AssertEqual(string path, string name, float[] found, int[] shape)
    {
        var (expected, expectedShape) = Npy.Read<float>(path);
        Assert.Equal(expectedShape, shape);
        var tolerance = Tolerance(name);
        for (var i = 0; i < expected.Length; i++)
        {
            var limit = tolerance + (tolerance * Math.Abs(expected[i]));
            Assert.True(Math.Abs(expected[i] - found[i]) <= limit, $"{name}[{i}] is {found[i]}, expected {expected[i]} +- {limit}.");
        }
    }

    /// <summary>The same for a value of a graph. Rows and columns of padded tokens are not compared.</summary>
    public static void AssertEqual(string path, string name, Inference.Tensor found, GoldenInput input)
    {
        var values = found.Elements<float>().ToArray();
        var expected = Npy.Read<float>(path).Values;
        var tokens = input.InputIds.Length;
        var perToken = name.Contains("logits", StringComparison.Ordinal) ? 1 : values.Length / tokens;
        if (perToken == 1 || name.EndsWith("lang", StringComparison.Ordinal) || name.StartsWith("text", StringComparison.Ordinal))
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = i / perToken % tokens < input.RealTokens ? values[i] : expected[i];
            }
        }

        AssertEqual(path, name, values, [.. found.Shape.Select(length => (int)length)]);
    }

    /// <summary>As many detections, and each with a partner of the same phrase, its box within 0.02 pixels and its score within 1e-4.</summary>
    /// <param name="folder">Where the expected detections are.</param>
    /// <param name="prefix">Of their names.</param>
    public static void AssertDetections(string folder, string prefix, IReadOnlyList<Candidate> found)
    {
        var boxes = Npy.Read<float>(Path.Combine(folder, $"{prefix}det_boxes.npy")).Values.Chunk(4).ToArray();
        var scores = Npy.Read<float>(Path.Combine(folder, $"{prefix}det_scores.npy")).Values;
        var labels = Npy.Read<long>(Path.Combine(folder, $"{prefix}det_labels.npy")).Values;
        var rest = found.ToList();
        Assert.Equal(labels.Length, rest.Count);
        for (var i = 0; i < labels.Length; i++)
        {
            var partner = rest.FindIndex(candidate =>
                candidate.Phrase + 1 == labels[i]
                && Math.Abs(candidate.Score - scores[i]) <= 1e-4
                && candidate.Box.Zip(boxes[i]).All(edge => Math.Abs(edge.First - edge.Second) <= 0.02));
            Assert.True(partner >= 0, $"Detection {i} of phrase {labels[i]} with score {scores[i]} at {string.Join(", ", boxes[i])} was not found.");
            rest.RemoveAt(partner);
        }
    }

    private static bool IsResult(string name) =>
        name is not ("image" or "input_ids" or "attention_mask") && !name.StartsWith("det_", StringComparison.Ordinal);

    private static float Tolerance(string name) => name switch
    {
        _ when name.StartsWith("anchors", StringComparison.Ordinal) => 0,
        _ when name.StartsWith("head_dot_product_logits", StringComparison.Ordinal) => 1e-3f,
        _ when name.StartsWith("head", StringComparison.Ordinal) || name.StartsWith("layer", StringComparison.Ordinal) => 5e-4f,
        _ => 1e-4f,
    };
}
