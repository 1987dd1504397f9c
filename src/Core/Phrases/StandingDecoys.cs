using System.Collections.Immutable;

namespace Glip.Core;

/// <summary>Things that detectors of free phrases take for others, and that seldom are what is wanted.</summary>
public static class StandingDecoys
{
    /// <summary>In the order in which they stand in captions.</summary>
    /// <remarks>
    /// shadow, reflection, puddle: they have the outline of what casts them. statue, mannequin, scarecrow: shaped like people. poster, painting: show the thing itself.
    /// tree, pole: upright and narrow as people are, and trees sway. wall: a place for whatever finds no other.
    /// </remarks>
    public static ImmutableArray<Phrase> All { get; } =
    [
        .. new[] { "shadow", "reflection", "puddle", "statue", "mannequin", "scarecrow", "poster", "painting", "tree", "pole", "wall" }.Select(text => new Phrase(text)),
    ];

    /// <summary>Those that are not themselves sought, also as part of a phrase: who looks for a "totem pole" has no use for "pole".</summary>
    public static IEnumerable<Phrase> For(IEnumerable<SoughtPhrase> sought)
    {
        var words = sought.SelectMany(phrase => phrase.Phrase.Slug.Split('_')).ToHashSet(StringComparer.Ordinal);
        return All.Where(decoy => !words.Contains(decoy.Slug) && !words.Contains(decoy.Slug + "s"));
    }
}
