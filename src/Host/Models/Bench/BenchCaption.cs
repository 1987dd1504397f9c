using Glip.Core;
using Glip.Inference;

namespace Glip.Host;

/// <summary>Makes captions of a wanted length from words that are one piece each.</summary>
internal static class BenchCaption
{
    private const float Threshold = 0.3f;
    private const int ShortestWord = 4;

    private static readonly string[] s_known = ["person", "car", "dog"];

    /// <summary>A prompt whose caption has this many word pieces with <c>[CLS]</c> and <c>[SEP]</c>: half of them separators, as far as a prompt may have so many phrases. A closed vocabulary gets three phrases.</summary>
    /// <exception cref="ConfigurationException">The model takes no caption of this length.</exception>
    public static (Prompt Prompt, int Tokens) Of(ModelPackage package, int tokens)
    {
        if (package.Manifest.Text.UnknownPhrases == UnknownPhrases.Reject)
        {
            return (Prompt.Of(s_known, Threshold, Threshold), (2 * s_known.Length) + 1);
        }

        if (tokens > package.Manifest.Text.MaxTokens)
        {
            throw new ConfigurationException($"--tokens is {tokens}; expected at most {package.Manifest.Text.MaxTokens} for this model");
        }

        var inside = tokens - 2;
        var phrases = Math.Clamp(inside / 2, 1, Prompt.MaxPhrases);
        var words = Words(package, inside - (phrases - 1));
        var texts = Enumerable.Range(0, phrases).Select(i => string.Join(' ', words.Where((_, word) => word % phrases == i)));
        return (Prompt.Of(texts, Threshold, Threshold), tokens);
    }

    private static string[] Words(ModelPackage package, int count)
    {
        string[] words = [.. File.ReadLines(package.VocabularyPath).Where(piece => piece.Length >= ShortestWord && piece.All(char.IsAsciiLetterLower)).Take(count)];
        return words.Length == count ? words : throw new ConfigurationException($"{package.VocabularyPath}: has {words.Length} whole words; expected {count} for a caption of this length");
    }
}
