using System.Collections.Immutable;

namespace Glip.Inference;

/// <summary>Finds the tokens that a phrase is made of.</summary>
internal static class PositiveMap
{
    /// <summary>Token indices of a part of the text.</summary>
    /// <param name="tokens">Tokens of the whole text in order, without special tokens.</param>
    /// <param name="span">The part.</param>
    /// <returns>Consecutive indices, counting [CLS] as 0; empty when the ends of the part lie in no token.</returns>
    /// <remarks>Source: microsoft/GLIP, maskrcnn_benchmark/data/datasets/modulated_coco.py, create_positive_map.</remarks>
    public static ImmutableArray<int> TokensOf(ImmutableArray<Token> tokens, CharSpan span)
    {
        var first = FirstTokenAt(tokens, span.Start, span.Start + 1, span.Start + 2);
        var last = FirstTokenAt(tokens, span.End - 1, span.End - 2, span.End - 3);
        return first is { } from && last is { } to && from <= to ? [.. Enumerable.Range(from + 1, to - from + 1)] : [];
    }

    private static int? FirstTokenAt(ImmutableArray<Token> tokens, params ReadOnlySpan<int> characters)
    {
        foreach (var character in characters)
        {
            if (TokenAt(tokens, character) is { } token)
            {
                return token;
            }
        }

        return null;
    }

    /// <summary>The first token that holds a character: a Hangul syllable may be spelled with several.</summary>
    private static int? TokenAt(ImmutableArray<Token> tokens, int character)
    {
        var (low, high) = (0, tokens.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = tokens[middle].End > character ? (low, middle) : (middle + 1, high);
        }

        return low < tokens.Length && tokens[low].Start <= character ? low : null;
    }
}
