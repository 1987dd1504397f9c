using System.Collections.Immutable;

namespace Glip.Core;

/// <summary>All phrases that are sought in a stream at a time.</summary>
public sealed class Prompt
{
    /// <summary>Most phrases of a prompt, and most decoys.</summary>
    public const int MaxPhrases = 64;

    /// <exception cref="PromptException">No phrase, too many, two with the same slug, or a threshold out of range.</exception>
    public Prompt(IEnumerable<SoughtPhrase> phrases, int version = 1)
    {
        Phrases = [.. phrases];
        Version = version;
        if (Phrases.IsEmpty)
        {
            throw new PromptException("empty", null, "the prompt holds no phrase; expected phrases such as 'person. dog.'");
        }

        if (Phrases.Length > MaxPhrases)
        {
            throw new PromptException("too_many_phrases", null, $"the prompt holds {Phrases.Length} phrases; expected at most {MaxPhrases}");
        }

        CheckDuplicates();
        CheckThresholds();
    }

    public ImmutableArray<SoughtPhrase> Phrases { get; }

    /// <summary>What is looked for only to see whether it fits better than a phrase: things that detectors take for others.</summary>
    public ImmutableArray<Phrase> Decoys { get; private init; } = [];

    /// <summary>Whether the decoys are those that the program has for every prompt: a model leaves out what it does not know.</summary>
    public bool HasStandingDecoys { get; private init; }

    /// <summary>By how much a phrase must score above every decoy on the same place to count, in [0, 1].</summary>
    public float DecoyMargin { get; init; } = 0.05f;

    /// <summary>From 1; goes up by one with every accepted change.</summary>
    public int Version { get; }

    /// <summary>Makes a prompt of phrases that all have the same thresholds.</summary>
    public static Prompt Of(IEnumerable<string> phrases, float enterThreshold, float leaveThreshold) =>
        new(phrases.Select(text => new SoughtPhrase(new Phrase(text), enterThreshold, leaveThreshold)));

    /// <summary>The same phrases with decoys. One that is sought itself is left out, as is one that occurs twice.</summary>
    /// <exception cref="PromptException">There are too many.</exception>
    public Prompt WithDecoys(IEnumerable<Phrase> decoys)
    {
        var sought = Phrases.Select(p => p.Phrase.Slug).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<Phrase> others = [.. decoys.Where(decoy => !sought.Contains(decoy.Slug) && !Phrases.Any(p => p.Phrase == decoy)).DistinctBy(decoy => decoy.Slug, StringComparer.Ordinal)];
        return others.Length <= MaxPhrases
            ? new Prompt(Phrases, Version) { Decoys = others, DecoyMargin = DecoyMargin }
            : throw new PromptException("too_many_decoys", null, $"the prompt holds {others.Length} decoys; expected at most {MaxPhrases}");
    }

    /// <summary>Other thresholds for the same phrases, with the same decoys.</summary>
    public Prompt With(IEnumerable<SoughtPhrase> phrases) => new(phrases, Version) { Decoys = Decoys, HasStandingDecoys = HasStandingDecoys, DecoyMargin = DecoyMargin };

    /// <summary>The same phrases with the decoys that the program has for every prompt.</summary>
    public Prompt WithStandingDecoys() => new(Phrases, Version) { Decoys = [.. StandingDecoys.For(Phrases)], HasStandingDecoys = true, DecoyMargin = DecoyMargin };

    /// <summary>The same phrases with the decoys and the margin of another prompt; standing decoys are those that go with these phrases.</summary>
    /// <exception cref="PromptException">There are too many.</exception>
    public Prompt WithDecoysOf(Prompt other)
    {
        var bare = new Prompt(Phrases, Version) { DecoyMargin = other.DecoyMargin };
        return other.HasStandingDecoys ? bare.WithStandingDecoys() : bare.WithDecoys(other.Decoys);
    }

    /// <summary>The same prompt under another number.</summary>
    public Prompt WithVersion(int version) => new(Phrases, version) { Decoys = Decoys, HasStandingDecoys = HasStandingDecoys, DecoyMargin = DecoyMargin };

    /// <summary>Whether the same is sought in the same order; thresholds and decoys do not count.</summary>
    public bool Seeks(Prompt other) => Phrases.Select(sought => sought.Phrase).SequenceEqual(other.Phrases.Select(sought => sought.Phrase));

    private void CheckDuplicates()
    {
        foreach (var twice in Phrases.GroupBy(p => p.Phrase.Slug, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            throw Duplicate(twice, $"have the same short name '{twice.Key}'");
        }

        // Their slugs differ where these are hashes.
        foreach (var twice in Phrases.GroupBy(p => p.Phrase).Where(group => group.Count() > 1))
        {
            throw Duplicate(twice, "differ in case only");
        }
    }

    private static PromptException Duplicate(IEnumerable<SoughtPhrase> twice, string reason)
    {
        string[] names = [.. twice.Select(p => p.Phrase.Text)];
        return new("duplicate_phrase", names[0], $"phrases '{string.Join("' and '", names)}' {reason}; expected each phrase once");
    }

    private void CheckThresholds()
    {
        foreach (var (phrase, enter, leave) in Phrases)
        {
            if (!(enter is >= 0.01f and <= 1 && leave >= 0.01f && leave <= enter))
            {
                throw new PromptException("invalid_threshold", phrase.Text,
                    FormattableString.Invariant($"phrase '{phrase}' has enter_threshold {enter} and leave_threshold {leave}; expected 0.01 to 1, and leave not above enter"));
            }
        }
    }
}
