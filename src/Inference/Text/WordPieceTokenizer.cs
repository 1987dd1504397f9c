using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Inference;

/// <summary>The tokenizer of BERT: text is cleaned, cut into words, and each word spelled with the longest known pieces.</summary>
/// <remarks>
/// Source: google-research/bert, tokenization.py, in the form of huggingface/tokenizers, BertNormalizer, BertPreTokenizer and WordPiece.
/// Differs from the latter: "[SEP]" and the like in a text are words, not special tokens.
/// </remarks>
internal sealed class WordPieceTokenizer(WordPieceVocabulary vocabulary, bool lowercase) : ITokenizer
{
    /// <summary>Longer words are unknown. Source: huggingface/tokenizers, WordPiece, max_input_chars_per_word.</summary>
    private const int MaxWordCharacters = 100;

    public int ClsId => vocabulary.ClsId;

    public int SepId => vocabulary.SepId;

    /// <param name="path">The vocabulary, one piece a line.</param>
    /// <param name="lowercase">Whether upper case and accents go away, as in the uncased models.</param>
    /// <exception cref="ModelContractException">The file is not a vocabulary.</exception>
    public static WordPieceTokenizer Load(string path, bool lowercase) => new(WordPieceVocabulary.Load(path), lowercase);

    public ImmutableArray<Token> Tokenize(string text)
    {
        var normalized = new NormalizedText(text, lowercase);
        var tokens = ImmutableArray.CreateBuilder<Token>();
        foreach (var word in normalized.Words())
        {
            var before = tokens.Count;
            if (!TrySpell(normalized, word, tokens))
            {
                tokens.Count = before;
                tokens.Add(TokenOf(vocabulary.UnknownId, normalized, word));
            }
        }

        return tokens.ToImmutable();
    }

    private bool TrySpell(NormalizedText text, CharSpan word, ImmutableArray<Token>.Builder tokens)
    {
        if (IsTooLong(text.Characters[word.Start..word.End]))
        {
            return false;
        }

        for (var start = word.Start; start < word.End;)
        {
            var (id, length) = vocabulary.Longest(text.Characters[start..word.End], start == word.Start);
            if (length == 0)
            {
                return false;
            }

            tokens.Add(TokenOf(id, text, new(start, start + length)));
            start += length;
        }

        return true;
    }

    private static bool IsTooLong(ReadOnlySpan<char> word)
    {
        var characters = 0;
        foreach (var unit in word)
        {
            characters += char.IsLowSurrogate(unit) ? 0 : 1;
        }

        return characters > MaxWordCharacters;
    }

    private static Token TokenOf(int id, NormalizedText text, CharSpan part)
    {
        var source = text.Source(part);
        return new(id, source.Start, source.End);
    }
}
