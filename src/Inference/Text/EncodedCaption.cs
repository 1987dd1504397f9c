using System.Collections.Immutable;

namespace Glip.Inference;

/// <summary>A caption as the graphs of a model take it.</summary>
/// <param name="InputIds">[T] token ids with [CLS] and [SEP], without padding.</param>
/// <param name="PhraseTokens">[K] for each phrase its indices into <paramref name="InputIds"/>; empty when it has no token.</param>
internal sealed record EncodedCaption(long[] InputIds, ImmutableArray<ImmutableArray<int>> PhraseTokens)
{
    public static EncodedCaption Of(ITokenizer tokenizer, Caption caption)
    {
        var tokens = tokenizer.Tokenize(caption.Text);
        return new(
            [tokenizer.ClsId, .. tokens.Select(token => (long)token.Id), tokenizer.SepId],
            [.. caption.Phrases.Select(span => PositiveMap.TokensOf(tokens, span))]);
    }

    /// <summary>The weights by which a model averages over the tokens of each phrase.</summary>
    /// <returns>[T, K] row-major: 1/n at the n tokens of phrase k, 0 elsewhere.</returns>
    public float[] PhraseMap()
    {
        var map = new float[InputIds.Length * PhraseTokens.Length];
        for (var phrase = 0; phrase < PhraseTokens.Length; phrase++)
        {
            foreach (var token in PhraseTokens[phrase])
            {
                map[(token * PhraseTokens.Length) + phrase] = 1f / PhraseTokens[phrase].Length;
            }
        }

        return map;
    }
}
