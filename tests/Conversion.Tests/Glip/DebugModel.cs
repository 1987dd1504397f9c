using Glip.Conversion.Reference;
using Glip.Inference;
using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>A converted golden model whose intermediate values are outputs.</summary>
internal sealed class DebugModel : IDisposable
{
    private const int Multiple = 32;

    private readonly TemporaryFolder _folder = new();
    private readonly OnnxSession[] _graphs;

    public DebugModel(ICheckpoint checkpoint, GlipArchitecture architecture, Precision precision = Precision.Fp32, OperatorSet operators = OperatorSet.Cpu)
    {
        var options = new ConversionOptions
        {
            Precision = precision,
            Operators = operators,
            Debug = true,
            Vocabulary = Path.Combine(Repository.Nano, "vocab.txt"),
            Source = "test",
        };
        var package = _folder.File("package");
        ModelConverter.Convert(checkpoint, architecture, options, package, _ => { });
        _graphs = [.. GraphPart.All.Select(part => new OnnxSession(Path.Combine(package, part.File), Environment.ProcessorCount))];
    }

    /// <summary>Runs one image and caption; all values of all graphs by name.</summary>
    public TensorSet Run(GoldenInput input) => Run([input], input.InputIds.Length);

    /// <summary>Runs several images and captions as one batch.</summary>
    /// <param name="tokens">Length of the captions, padding included; what is longer in the data is cut off.</param>
    public TensorSet Run(IReadOnlyList<GoldenInput> inputs, int tokens)
    {
        var (height, width) = (Up(inputs.Max(input => input.Height)), Up(inputs.Max(input => input.Width)));
        var phrases = inputs.Max(input => input.PhraseTokens.Count);
        var all = new TensorSet
        {
            ["image"] = Tensor.Over<float>(inputs.SelectMany(input => Padded(input, height, width)).ToArray(), inputs.Count, 3, height, width),
            ["image_size"] = Tensor.Over<long>(inputs.SelectMany(input => new long[] { input.Height, input.Width }).ToArray(), inputs.Count, 2),
            ["input_ids"] = Tensor.Over<long>(inputs.SelectMany(input => input.InputIds.Take(tokens)).ToArray(), inputs.Count, tokens),
            ["attention_mask"] = Tensor.Over<long>(inputs.SelectMany(input => input.AttentionMask.Take(tokens)).ToArray(), inputs.Count, tokens),
            ["phrase_map"] = Tensor.Over<float>(inputs.SelectMany(input => Map(input, tokens, phrases)).ToArray(), inputs.Count, tokens, phrases),
        };
        foreach (var graph in _graphs)
        {
            foreach (var (name, tensor) in graph.Run(all, CancellationToken.None))
            {
                all.Add(name, tensor);
            }
        }

        return all;
    }

    /// <summary>All candidates of an item of the batch.</summary>
    public static List<Candidate> Candidates(TensorSet values, int item = 0)
    {
        var scores = values["scores"].Elements<float>();
        var boxes = values["boxes"].Elements<float>();
        var phrases = values["phrases"].Elements<long>();
        var count = (int)values["scores"].Shape[1];
        var found = new List<Candidate>();
        for (var i = item * count; i < (item + 1) * count; i++)
        {
            if (scores[i] != 0)
            {
                found.Add(new Candidate(boxes.Slice(4 * i, 4).ToArray(), scores[i], (int)phrases[i]));
            }
        }

        return found;
    }

    public void Dispose()
    {
        Array.ForEach(_graphs, graph => graph.Dispose());
        _folder.Dispose();
    }

    private static int Up(int length) => (length + Multiple - 1) / Multiple * Multiple;

    private static float[] Padded(GoldenInput input, int height, int width)
    {
        var padded = new float[3 * height * width];
        for (var row = 0; row < 3 * input.Height; row++)
        {
            var (channel, y) = (row / input.Height, row % input.Height);
            input.Image.AsSpan(row * input.Width, input.Width).CopyTo(padded.AsSpan(((channel * height) + y) * width));
        }

        return padded;
    }

    private static float[] Map(GoldenInput input, int tokens, int phrases)
    {
        var map = new float[tokens * phrases];
        for (var phrase = 0; phrase < input.PhraseTokens.Count; phrase++)
        {
            foreach (var token in input.PhraseTokens[phrase])
            {
                map[(token * phrases) + phrase] = 1f / input.PhraseTokens[phrase].Length;
            }
        }

        return map;
    }
}
