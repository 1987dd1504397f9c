using System.Runtime.InteropServices;
using System.Text;

namespace Glip.Inference;

/// <summary>A text as BERT's vocabulary spells it. Every character knows which character of the original it came from.</summary>
/// <remarks>
/// Source: huggingface/tokenizers, normalizers/bert.rs. Differs from it: characters are decomposed one by one, so the few spacing marks
/// that Unicode sorts behind an accent (such as U+1B44) keep their place.
/// </remarks>
internal sealed class NormalizedText
{
    private readonly List<char> _characters;
    private readonly List<CharSpan> _sources;

    /// <param name="text">Any string; halves of surrogate pairs are left out.</param>
    /// <param name="lowercase">Whether upper case and accents go away.</param>
    public NormalizedText(string text, bool lowercase)
    {
        _characters = new List<char>(text.Length + 16);
        _sources = new List<CharSpan>(text.Length + 16);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // Half a surrogate pair is read as the replacement character, which is as long and is dropped.
            Append(rune, new(at, at + rune.Utf16SequenceLength), lowercase);
            at += rune.Utf16SequenceLength;
        }
    }

    public ReadOnlySpan<char> Characters => CollectionsMarshal.AsSpan(_characters);

    /// <summary>The original characters behind a part of <see cref="Characters"/> that is not empty.</summary>
    public CharSpan Source(CharSpan part) => new(_sources[part.Start].Start, _sources[part.End - 1].End);

    /// <summary>Words in order: runs without blanks, cut at punctuation, which is one word a character.</summary>
    public IEnumerable<CharSpan> Words()
    {
        var start = 0;
        for (var at = 0; at < _characters.Count;)
        {
            var rune = RuneAt(at);
            var next = at + rune.Utf16SequenceLength;
            var isPunctuation = BertCharacters.IsPunctuation(rune);
            if (isPunctuation || rune.Value == ' ')
            {
                if (at > start)
                {
                    yield return new(start, at);
                }

                if (isPunctuation)
                {
                    yield return new(at, next);
                }

                start = next;
            }

            at = next;
        }

        if (start < _characters.Count)
        {
            yield return new(start, _characters.Count);
        }
    }

    private Rune RuneAt(int at) =>
        char.IsHighSurrogate(_characters[at]) ? new Rune(_characters[at], _characters[at + 1]) : new Rune(_characters[at]);

    private void Append(Rune rune, CharSpan source, bool lowercase)
    {
        if (BertCharacters.IsDropped(rune))
        {
            return;
        }

        if (BertCharacters.IsBlank(rune))
        {
            Add(' ', source);
        }
        else if (BertCharacters.IsIdeograph(rune))
        {
            Add(' ', source);
            AppendSpelled(rune, source, lowercase);
            Add(' ', source);
        }
        else
        {
            AppendSpelled(rune, source, lowercase);
        }
    }

    private void AppendSpelled(Rune rune, CharSpan source, bool lowercase)
    {
        if (rune.IsAscii)
        {
            Add(lowercase ? char.ToLowerInvariant((char)rune.Value) : (char)rune.Value, source);
        }
        else if (lowercase)
        {
            AppendFolded(rune.ToString().Normalize(NormalizationForm.FormD), source);
        }
        else
        {
            AppendRune(rune, source);
        }
    }

    private void AppendFolded(string decomposed, CharSpan source)
    {
        foreach (var rune in decomposed.EnumerateRunes())
        {
            if (!BertCharacters.IsAccent(rune))
            {
                AppendRune(Rune.ToLowerInvariant(rune), source);
            }
        }
    }

    private void AppendRune(Rune rune, CharSpan source)
    {
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..rune.EncodeToUtf16(units)])
        {
            Add(unit, source);
        }
    }

    private void Add(char character, CharSpan source)
    {
        _characters.Add(character);
        _sources.Add(source);
    }
}
