using Glip.Core;
using Glip.Inference;

namespace Glip.Host;

/// <summary>Two pictures of different size with different captions.</summary>
internal static class VerifyScenes
{
    private const int Seed = 7;
    private const int ShortestWord = 3;

    private static readonly string[] s_wellKnown = ["person", "car", "dog", "red", "tree"];
    private static readonly ImageSize s_first = new(150, 118);
    private static readonly ImageSize s_second = new(121, 128);

    public static (Scene First, Scene Second) Of(ModelPackage package)
    {
        var pieces = File.ReadLines(package.VocabularyPath).Select((piece, id) => (piece, id)).ToDictionary(entry => entry.piece, entry => (long)entry.id, StringComparer.Ordinal);
        long[] words = [.. Words(pieces)];
        var (begin, end) = (pieces.GetValueOrDefault("[CLS]"), pieces.GetValueOrDefault("[SEP]"));
        var separator = pieces.GetValueOrDefault(".", pieces.GetValueOrDefault("[UNK]"));
        long[] one = [begin, words[0], separator, words[3], words[1], separator, words[2], end];
        long[] two = [begin, words[1], separator, words[4], end];
        return (new(Scene.Noise(s_first, Seed), one, [[1], [3, 4], [6]]), new(Scene.Noise(s_second, Seed + 1), two, [[1], [3]]));
    }

    /// <summary>Well-known words; others of the vocabulary where it lacks them.</summary>
    private static IEnumerable<long> Words(Dictionary<string, long> pieces)
    {
        var spare = pieces.Where(piece => piece.Key.Length >= ShortestWord && piece.Value > 0).Select(piece => piece.Value).ToArray();
        return s_wellKnown.Select((word, i) => pieces.TryGetValue(word, out var id) ? id : spare[(i * 7) % spare.Length]);
    }
}
