using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Host;

/// <summary>A prompt as it is written: its phrases, not read yet, and what is set against mistakes.</summary>
/// <param name="Phrases">A text or a list.</param>
internal sealed record PromptSettings(YamlValue Phrases)
{
    private const float DefaultMargin = 0.05f;

    /// <summary>The user's own; null for the standing ones.</summary>
    public ImmutableArray<Phrase>? Decoys { get; init; }

    /// <summary>By how much a phrase must be better than a decoy.</summary>
    public float Margin { get; init; } = DefaultMargin;

    /// <summary>Null when there are no phrases, which was noted then.</summary>
    public static PromptSettings? Read(YamlSection section)
    {
        var phrases = section.Required("phrases", "a list of phrases");
        var decoys = ReadDecoys(section.Optional("decoys"));
        var margin = (float)(section.Optional("decoy_margin")?.Number(0, 1) ?? DefaultMargin);
        section.RefuseOthers();
        return phrases is null ? null : new PromptSettings(phrases) { Decoys = decoys, Margin = margin };
    }

    /// <exception cref="PromptException">The phrases are no prompt.</exception>
    public Prompt Complete(IEnumerable<SoughtPhrase> phrases)
    {
        var prompt = new Prompt(phrases) { DecoyMargin = Margin };
        return Decoys is { } own ? prompt.WithDecoys(own) : prompt.WithStandingDecoys();
    }

    private static ImmutableArray<Phrase>? ReadDecoys(YamlValue? value)
    {
        if (value is null or { IsText: true })
        {
            return value?.Choice(("default", true), ("none", false)) ?? true ? null : ImmutableArray<Phrase>.Empty;
        }

        return [.. value.List().Select(Decoy).OfType<Phrase>()];
    }

    private static Phrase? Decoy(YamlValue value)
    {
        try
        {
            return value.Text() is { } text ? new Phrase(text) : null;
        }
        catch (PromptException e)
        {
            value.Problem($"is refused: {e.Message}");
            return null;
        }
    }
}
