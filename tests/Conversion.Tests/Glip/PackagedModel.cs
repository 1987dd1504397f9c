using Glip.Conversion.Reference;
using Glip.Core;
using Glip.Inference;
using Glip.Testing;

namespace Glip.Conversion.Tests;

/// <summary>A converted golden model as users get it: bytes in, candidates out.</summary>
internal sealed class PackagedModel : IDisposable
{
    private const int Multiple = 32;

    private readonly TemporaryFolder _folder = new();
    private readonly OnnxSession[] _graphs;

    public PackagedModel(ICheckpoint checkpoint, GlipArchitecture architecture, ConversionOptions? options = null)
    {
        ModelConverter.Convert(checkpoint, architecture, options ?? Options, Folder, _ => { });
        _graphs = [.. GraphPart.All.Select(part => new OnnxSession(Path.Combine(Folder, part.File), Environment.ProcessorCount))];
    }

    public static ConversionOptions Options { get; } = new() { Vocabulary = Path.Combine(Repository.Nano, "vocab.txt"), Source = "test" };

    public string Folder => _folder.File("package");

    /// <summary>All candidates in a picture that has the size for the model.</summary>
    public List<Candidate> Candidates(RgbImage picture, long[] ids, int[][] phrases)
    {
        var (height, width) = (Up(picture.Size.Height), Up(picture.Size.Width));
        var pixels = new byte[height * width * 3];
        Array.Fill(pixels, (byte)77);
        for (var row = 0; row < picture.Size.Height; row++)
        {
            picture.Pixels.AsSpan(row * picture.Size.Width * 3, picture.Size.Width * 3).CopyTo(pixels.AsSpan(row * width * 3));
        }

        var map = new float[ids.Length * phrases.Length];
        foreach (var (phrase, token) in phrases.SelectMany((tokens, phrase) => tokens.Select(token => (phrase, token))))
        {
            map[(token * phrases.Length) + phrase] = 1f / phrases[phrase].Length;
        }

        var all = new TensorSet
        {
            ["pixels"] = Tensor.Over<byte>(pixels, 1, height, width, 3),
            ["image_size"] = Tensor.Over<long>(new long[] { picture.Size.Height, picture.Size.Width }, 1, 2),
            ["input_ids"] = Tensor.Over<long>(ids, 1, ids.Length),
            ["attention_mask"] = Tensor.Over<long>(Enumerable.Repeat(1L, ids.Length).ToArray(), 1, ids.Length),
            ["phrase_map"] = Tensor.Over<float>(map, 1, ids.Length, phrases.Length),
        };
        foreach (var (name, tensor) in _graphs.SelectMany(graph => graph.Run(all, CancellationToken.None)))
        {
            all.Add(name, tensor);
        }

        return DebugModel.Candidates(all);
    }

    public void Dispose()
    {
        Array.ForEach(_graphs, graph => graph.Dispose());
        _folder.Dispose();
    }

    private static int Up(int length) => (length + Multiple - 1) / Multiple * Multiple;
}
