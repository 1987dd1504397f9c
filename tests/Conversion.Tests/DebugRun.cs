using Glip.Inference;
using Glip.Testing;

namespace Glip.Conversion.Tests;

internal static class DebugRun
{
    public static string Compare(string package, GoldenInput input)
    {
        using var text = new OnnxSession(Path.Combine(package, "text.onnx"), 2);
        using var vision = new OnnxSession(Path.Combine(package, "vision.onnx"), 2);
        using var head = new OnnxSession(Path.Combine(package, "head.onnx"), 2);
        var (ph, pw) = ((input.Height + 31) / 32 * 32, (input.Width + 31) / 32 * 32);
        var padded = new float[3 * ph * pw];
        for (var c = 0; c < 3; c++)
        {
            for (var y = 0; y < input.Height; y++)
            {
                input.Image.AsSpan(((c * input.Height) + y) * input.Width, input.Width).CopyTo(padded.AsSpan(((c * ph) + y) * pw));
            }
        }

        var t = input.InputIds.Length;
        var k = input.PhraseTokens.Count;
        var map = new float[t * k];
        for (var p = 0; p < k; p++)
        {
            foreach (var token in input.PhraseTokens[p])
            {
                map[(token * k) + p] = 1f / input.PhraseTokens[p].Length;
            }
        }

        var inputs = new TensorSet
        {
            ["input_ids"] = Tensor.Over<long>(input.InputIds, 1, t),
            ["attention_mask"] = Tensor.Over<long>(input.AttentionMask, 1, t),
            ["image"] = Tensor.Over<float>(padded, 1, 3, ph, pw),
            ["image_size"] = Tensor.Over<long>(new long[] { input.Height, input.Width }, 1, 2),
            ["phrase_map"] = Tensor.Over<float>(map, 1, t, k),
        };
        foreach (var graph in new[] { text, vision, head })
        {
            foreach (var (name, tensor) in graph.Run(inputs, default))
            {
                inputs[name] = tensor;
            }
        }

        var worst = new Dictionary<string, float>();
        foreach (var name in GoldenTensors.Names(input.Folder))
        {
            var (expected, shape) = Npy.Read<float>(Path.Combine(input.Folder, name + ".npy"));
            var found = inputs[name];
            var values = found.Elements<float>();
            Assert.True(shape.SequenceEqual(found.Shape.Select(l => (int)l)), $"{name}: {string.Join(',', found.Shape)} expected {string.Join(',', shape)}");
            var error = 0f;
            for (var i = 0; i < expected.Length; i++)
            {
                var column = name.Contains("logits", StringComparison.Ordinal) ? i % t : name.Contains("lang", StringComparison.Ordinal) || name.StartsWith("text", StringComparison.Ordinal) ? i / (expected.Length / t) : 0;
                if (input.AttentionMask[column] == 1)
                {
                    error = Math.Max(error, Math.Abs(expected[i] - values[i]) / (1 + Math.Abs(expected[i])));
                    if (float.IsNaN(values[i])) { error = float.NaN; break; }
                }
            }

            worst[name] = error;
        }

        return string.Join(' ', worst.Select(w => $"{w.Key}={w.Value:0.0e0}"));
    }
}
