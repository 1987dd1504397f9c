using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Inference;

/// <summary>Splits a prompt that is longer than a model can read.</summary>
internal static class CaptionChunks
{
    /// <summary>Encodes phrases in order, each chunk with as many as fit. A phrase is never cut.</summary>
    /// <param name="tokenizer">The tokenizer of the model.</param>
    /// <param name="phrases">The user's words.</param>
    /// <param name="separator">Stands between two phrases.</param>
    /// <param name="maxTokens">Most tokens of a chunk, [CLS] and [SEP] among them.</param>
    /// <returns>The chunks in order; their phrases one after the other are <paramref name="phrases"/>.</returns>
    /// <exception cref="PromptException">A phrase does not fit by itself, or no token stands for it.</exception>
    public static ImmutableArray<EncodedCaption> Encode(ITokenizer tokenizer, IReadOnlyList<string> phrases, string separator, int maxTokens)
    {
        var chunks = ImmutableArray.CreateBuilder<EncodedCaption>();
        for (var done = 0; done < phrases.Count; done += chunks[^1].PhraseTokens.Length)
        {
            chunks.Add(Longest(tokenizer, [.. phrases.Skip(done)], separator, maxTokens));
        }

        return chunks.ToImmutable();
    }

    private static EncodedCaption Longest(ITokenizer tokenizer, string[] phrases, string separator, int maxTokens)
    {
        EncodedCaption? longest = null;
        for (var count = 1; count <= phrases.Length; count++)
        {
            var chunk = EncodedCaption.Of(tokenizer, Caption.Of(phrases.Take(count), separator));
            if (chunk.InputIds.Length > maxTokens)
            {
                return longest ?? throw TooLong(phrases[0], chunk.InputIds.Length, maxTokens);
            }

            longest = chunk.PhraseTokens[^1].IsEmpty ? throw Unreadable(phrases[count - 1]) : chunk;
        }

        return longest!;
    }

    private static PromptException TooLong(string phrase, int tokens, int maxTokens) => new(
        "phrase_too_long", phrase, $"phrase '{phrase}' has {tokens - 2} word pieces; expected at most {maxTokens - 2}, the limit of the model");

    private static PromptException Unreadable(string phrase) => new(
        "invalid_character", phrase, $"phrase '{phrase}' begins or ends with characters that the model cannot read; expected words");
}
