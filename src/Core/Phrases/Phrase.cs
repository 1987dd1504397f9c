namespace Glip.Core;

/// <summary>One thing that is sought, in the user's own words.</summary>
public sealed record Phrase
{
    /// <summary>Longest text, in UTF-16 units of the canonical form.</summary>
    public const int MaxLength = 200;

    /// <param name="text">The user's words; stored in canonical form.</param>
    /// <exception cref="PromptException">The text is empty, too long, or holds characters that a phrase may not have.</exception>
    public Phrase(string text)
    {
        Text = PhraseText.Canonical(text);
        PhraseText.Check(Text);
        Slug = PhraseSlug.Of(Text);
    }

    /// <summary>Canonical form: Unicode NFC, runs of white space are one blank, trimmed.</summary>
    public string Text { get; }

    /// <summary>The phrase as a topic level and file name, 1 to 64 of <c>[a-z0-9_]</c>.</summary>
    public string Slug { get; }

    /// <summary>Phrases are compared without case.</summary>
    public bool Equals(Phrase? other) => other is not null && string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    public override string ToString() => Text;
}
