using System.Globalization;
using System.Text;

namespace Glip.Inference.Tests;

/// <summary>BERT's tokenizer once more, as simple as possible: every letter is a string of its own, and nothing is fast.</summary>
internal sealed class SlowWordPiece(IReadOnlyList<string> vocabulary, bool lowercase)
{
    /// <summary>Those that the tests use; the blocks are pinned by the golden texts.</summary>
    private const string Ideographs = "赤\uF900\u9FFF\U00020000\U0002F800";

    private readonly Dictionary<string, int> _ids = vocabulary.Select((piece, id) => (piece, id)).ToDictionary(p => p.piece, p => p.id, StringComparer.Ordinal);

    private enum Kind
    {
        Nothing,
        Blank,
        Sign,
        Ideograph,
        Other,
    }

    public IEnumerable<Token> Tokenize(string text) => Words(text).SelectMany(word => Spell(word) ?? [new Token(_ids["[UNK]"], word[0].Start, word[^1].End)]);

    private IEnumerable<Letter[]> Words(string text)
    {
        var word = new List<Letter>();
        foreach (var letter in Letters(text).SelectMany(Fold).Append(new Letter(" ", 0, 0, Kind.Blank)))
        {
            var stands = letter.Kind is Kind.Sign or Kind.Ideograph;
            if ((letter.Kind == Kind.Blank || stands) && word.Count > 0)
            {
                yield return [.. word];
                word.Clear();
            }

            if (stands)
            {
                yield return [letter];
            }
            else if (letter.Kind != Kind.Blank)
            {
                word.Add(letter);
            }
        }
    }

    private static IEnumerable<Letter> Letters(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                yield return Letter.Of(text.Substring(i, 2), i);
                i++;
            }
            else if (!char.IsSurrogate(text, i))
            {
                yield return Letter.Of(text.Substring(i, 1), i);
            }
        }
    }

    private IEnumerable<Letter> Fold(Letter letter) => letter.Kind switch
    {
        Kind.Nothing => [],
        Kind.Blank => [letter],
        _ when !lowercase => [letter],
        _ => Letters(letter.Text.Normalize(NormalizationForm.FormD))
            .Where(part => CharUnicodeInfo.GetUnicodeCategory(part.Text, 0) != UnicodeCategory.NonSpacingMark)
            .Select(part => new Letter(part.Text.ToLowerInvariant(), letter.Start, letter.End, letter.Kind == Kind.Ideograph ? Kind.Ideograph : part.Kind)),
    };

    private List<Token>? Spell(Letter[] word)
    {
        var tokens = new List<Token>();
        for (var rest = word; rest.Length > 0;)
        {
            var prefix = tokens.Count == 0 ? "" : "##";
            var length = Enumerable.Range(0, rest.Length + 1).Last(n => n == 0 || _ids.ContainsKey(prefix + string.Concat(rest[..n].Select(l => l.Text))));
            if (length == 0 || word.Length > 100)
            {
                return null;
            }

            tokens.Add(new(_ids[prefix + string.Concat(rest[..length].Select(l => l.Text))], rest[0].Start, rest[length - 1].End));
            rest = rest[length..];
        }

        return tokens;
    }

    private sealed record Letter(string Text, int Start, int End, Kind Kind)
    {
        public static Letter Of(string text, int start) => new(text, start, start + text.Length, KindOf(text));

        private static Kind KindOf(string text)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(text, 0).ToString();
            var ascii = text[0] < 128;
            return (text, category) switch
            {
                ("\t" or "\n" or "\r", _) or (_, "SpaceSeparator" or "LineSeparator" or "ParagraphSeparator") => Kind.Blank,
                ("\uFFFD" or "\uFFFE", _) or (_, "Control" or "Format" or "PrivateUse") => Kind.Nothing,
                _ when ascii => char.IsAsciiLetterOrDigit(text[0]) ? Kind.Other : Kind.Sign,
                _ when category.EndsWith("Punctuation", StringComparison.Ordinal) => Kind.Sign,
                _ when Ideographs.Contains(text, StringComparison.Ordinal) => Kind.Ideograph,
                _ => Kind.Other,
            };
        }
    }
}
