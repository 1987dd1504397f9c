using Glip.Core;
using Glip.Inference;

namespace Glip.Host;

/// <summary>The three graphs of a package, run with inputs made by hand.</summary>
internal sealed class PackageGraphs : IDisposable
{
    private readonly OnnxSession _text;
    private readonly OnnxSession _vision;
    private readonly OnnxSession _head;

    public PackageGraphs(ModelPackage package)
    {
        _text = new OnnxSession(package.TextPath, Environment.ProcessorCount);
        _vision = new OnnxSession(package.VisionPath, Environment.ProcessorCount);
        _head = new OnnxSession(package.HeadPath, Environment.ProcessorCount);
    }

    /// <summary>Runs scenes as one batch.</summary>
    /// <param name="scenes">Pictures of any sizes; captions are padded to the longest.</param>
    /// <param name="canvas">Height and width of the input, at least those of all pictures.</param>
    /// <param name="outside">What stands right of and below the pictures.</param>
    /// <param name="realTokens">Real tokens of each scene; what follows is padding.</param>
    /// <returns>Features and results of all graphs by name.</returns>
    public TensorSet Run(IReadOnlyList<Scene> scenes, ImageSize canvas, byte outside, IReadOnlyList<int> realTokens, CancellationToken cancellationToken)
    {
        var tokens = scenes.Max(scene => scene.InputIds.Length);
        var phrases = scenes.Max(scene => scene.PhraseTokens.Count);
        var all = new TensorSet
        {
            ["pixels"] = Tensor.Over<byte>(scenes.SelectMany(scene => OnCanvas(scene.Picture, canvas, outside)).ToArray(), scenes.Count, canvas.Height, canvas.Width, 3),
            ["image_size"] = Tensor.Over<long>(scenes.SelectMany(scene => new long[] { scene.Picture.Size.Height, scene.Picture.Size.Width }).ToArray(), scenes.Count, 2),
            ["input_ids"] = Tensor.Over<long>(scenes.SelectMany(scene => scene.InputIds.Concat(new long[tokens - scene.InputIds.Length])).ToArray(), scenes.Count, tokens),
            ["attention_mask"] = Tensor.Over<long>(realTokens.SelectMany(real => Enumerable.Range(0, tokens).Select(token => token < real ? 1L : 0)).ToArray(), scenes.Count, tokens),
            ["phrase_map"] = Tensor.Over<float>(scenes.SelectMany(scene => Map(scene, tokens, phrases)).ToArray(), scenes.Count, tokens, phrases),
        };
        foreach (var graph in new[] { _text, _vision, _head })
        {
            foreach (var (name, tensor) in graph.Run(all, cancellationToken))
            {
                all.Add(name, tensor);
            }
        }

        return all;
    }

    /// <summary>Candidates of one item of a batch, best first.</summary>
    public static IReadOnlyList<Found> Candidates(TensorSet results, int item)
    {
        var scores = results["scores"].Elements<float>();
        var count = (int)results["scores"].Shape[1];
        var boxes = results["boxes"].Elements<float>();
        var phrases = results["phrases"].Elements<long>();
        var found = new List<Found>();
        for (var i = item * count; i < (item + 1) * count; i++)
        {
            if (scores[i] != 0)
            {
                found.Add(new Found(boxes.Slice(i * 4, 4).ToArray(), scores[i], (int)phrases[i]));
            }
        }

        return [.. found.OrderByDescending(candidate => candidate.Score)];
    }

    /// <summary>Features of one item of a batch by name: those of the picture, and those of the text's first tokens.</summary>
    public static Dictionary<string, float[]> Features(TensorSet results, int item, int tokens)
    {
        var features = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var (name, tensor) in results.Where(result => result.Key.StartsWith("text_", StringComparison.Ordinal) || result.Key.StartsWith("visual_", StringComparison.Ordinal)))
        {
            var all = tensor.Elements<float>();
            var one = all.Slice(all.Length / (int)tensor.Shape[0] * item, all.Length / (int)tensor.Shape[0]);
            features[name] = name.StartsWith("text_", StringComparison.Ordinal) ? one[..(one.Length / (int)tensor.Shape[1] * tokens)].ToArray() : one.ToArray();
        }

        return features;
    }

    public void Dispose()
    {
        _text.Dispose();
        _vision.Dispose();
        _head.Dispose();
    }

    private static byte[] OnCanvas(RgbImage picture, ImageSize canvas, byte outside)
    {
        var pixels = new byte[canvas.RgbBytes];
        Array.Fill(pixels, outside);
        var stride = picture.Size.Width * 3;
        for (var row = 0; row < picture.Size.Height; row++)
        {
            picture.Pixels.AsSpan(row * stride, stride).CopyTo(pixels.AsSpan(row * canvas.Width * 3));
        }

        return pixels;
    }

    /// <summary>[tokens, phrases]: 1/n at the n tokens of a phrase.</summary>
    private static float[] Map(Scene scene, int tokens, int phrases)
    {
        var map = new float[tokens * phrases];
        for (var phrase = 0; phrase < scene.PhraseTokens.Count; phrase++)
        {
            foreach (var token in scene.PhraseTokens[phrase])
            {
                map[(token * phrases) + phrase] = 1f / scene.PhraseTokens[phrase].Length;
            }
        }

        return map;
    }
}
